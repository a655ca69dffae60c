/** Stands for Vite's helper of that name: all that a later part of a screen needs is loaded with it. */
export const __vitePreload = <T>(load: () => Promise<T>): Promise<T> => load();
