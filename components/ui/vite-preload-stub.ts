/** Replaces Vite's helper of that name: a lazy part is bundled with all that it needs. */
export const __vitePreload = <T>(load: () => Promise<T>): Promise<T> => load();
