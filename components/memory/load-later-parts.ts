/** Loads what few learners open in Memory. */
export const parts = () => import('./later-parts.ts');
