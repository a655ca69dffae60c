const PATHS = {
  good: 'M10 2.5a7.5 7.5 0 1 0 .01 0M6.6 10.2l2.4 2.4 4.4-5',
  wait: 'M10 2.5a7.5 7.5 0 1 0 .01 0M10 6v4.2l2.6 1.8',
  stop: 'M10 2.5a7.5 7.5 0 1 0 .01 0M10 6.2v4.6M10 13.6v.2',
  quiet: 'M10 2.5a7.5 7.5 0 1 0 .01 0M10 9.4v4.4M10 6.4v.2',
  plug: 'M7.5 2.5V7M12.5 2.5V7M5 7h10v2.5a5 5 0 0 1-10 0zM10 14.5v3',
  looking: 'M10 2.5a7.5 7.5 0 1 1-7.5 7.5',
  options:
    'M10 4.9a5.1 5.1 0 1 0 .01 0M10 8.2a1.8 1.8 0 1 0 .01 0M10 4.9V2.2M10 15.1v2.7M4.9 10H2.2M15.1 10h2.7M6.4 6.4L4.5 4.5M13.6 13.6l1.9 1.9M6.4 13.6l-1.9 1.9M13.6 6.4l1.9-1.9',
  open: 'M7 5l5 5-5 5',
} as const;

export type IconName = keyof typeof PATHS;

/** Shows an icon beside words that say the same, so it is hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon--${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
