/* Parts of the Now tab that few popups show, in one chunk, because one alone would be tiny. */
export { AccountAnswers, AccountQuestion } from './account-question.tsx';
export { FirstSaved } from './first-saved.tsx';
export { LastPlaces } from './last-places.tsx';
