/** A file as text, which the build puts into the bundle. */
declare module '*.md?raw' {
  const text: string;
  export default text;
}

/** The packages in the build, by name: see `dev/bundle/licences-plugin.ts`. */
declare module 'virtual:licences' {
  const licences: readonly {
    readonly name: string;
    readonly version: string;
    readonly licence: string;
    readonly text: string;
  }[];
  export default licences;
}
