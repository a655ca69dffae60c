import { signal } from '@preact/signals';

/* In style/popup.css and others, the same width. */
const query = matchMedia('(width >= 45rem)');

/** Whether the screen has room for two columns. The popup itself never has. */
export const isWide = signal(query.matches);
query.addEventListener('change', () => (isWide.value = query.matches));
