/*
 * Shows the colours that the learner chose before the page is drawn for the first time, and follows
 * each change. `storage.local` has the choice, but answers too late for that, so
 * components/data/theme.ts copies it to `localStorage`.
 */
function showTheme() {
  const theme = localStorage.getItem('theme');
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
addEventListener('storage', showTheme);
showTheme();
