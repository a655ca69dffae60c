interface Props {
  readonly testId: string;
  /** The words for how many there are in all. */
  readonly all: string;
  /** The words for how many a search found; null while no search narrows the list. */
  readonly found: string | null;
}

/**
 * Shows how many there are, or how many a search found. A screen reader announces only what a
 * search found, not a list that grows while it loads.
 */
export function SearchCount({ testId, all, found }: Props) {
  return (
    <p class="quiet" data-testid={testId}>
      <span role="status">{found}</span>
      {found === null && all}
    </p>
  );
}
