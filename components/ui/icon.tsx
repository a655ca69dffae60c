const PATHS = {
  good: 'M10 2.5a7.5 7.5 0 1 0 .01 0M6.6 10.2l2.4 2.4 4.4-5',
  wait: 'M10 2.5a7.5 7.5 0 1 0 .01 0M10 6v4.2l2.6 1.8',
  stop: 'M10 2.5a7.5 7.5 0 1 0 .01 0M10 6.2v4.6M10 13.6v.2',
  quiet: 'M10 2.5a7.5 7.5 0 1 0 .01 0M7 10h6',
  options: 'M4 6h12M4 10h12M4 14h12M8 4.2v3.6M13 8.2v3.6M6.5 12.2v3.6',
  open: 'M7 5l5 5-5 5',
} as const;

/** Shows an icon beside words that say the same, so it is hidden from screen readers. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class={`icon icon--${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
