interface Props {
  readonly testId: string;
  /** The words for how many there are in all. */
  readonly all: string;
  /** The words for how many a search found; null while none narrows the list. */
  readonly found: string | null;
}

/** How many there are, or how many a search found. A screen reader tells only what a search found by
 * itself: a list that grows meanwhile answers nothing that the learner did. */
export function SearchCount({ testId, all, found }: Props) {
  return (
    <p class="quiet" data-testid={testId}>
      <span role="status">{found}</span>
      {found === null && all}
    </p>
  );
}
