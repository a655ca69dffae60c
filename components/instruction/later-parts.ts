/* Parts of the Instruction tab beside the form, in one chunk, which loads after the form. */
export { IdeasBeside, StartingPoints } from './starting-points.tsx';
export { StrayDrafts } from './stray-drafts.tsx';
