const PATHS = {
  good: 'M4 10.5 8 14.5 16 6',
  wait: 'M10 5v5.5l3.5 2',
  stop: 'M10 5v6M10 14.2v.6',
  quiet: 'M5.5 10h9',
  options: 'M4 6h12M4 10h12M4 14h12M8 4.2v3.6M13 8.2v3.6M6.5 12.2v3.6',
  open: 'M7 5l5 5-5 5',
} as const;

/** A sign beside words that say the same: not for screen readers. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class={`icon icon--${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
