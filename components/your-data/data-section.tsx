import type { ComponentChildren } from 'preact';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly children: ComponentChildren;
}

/** Shows one of the things that the learner can do with their data. */
export function DataSection({ id, title, about, children }: Props) {
  return (
    <section class="data-part" aria-labelledby={`data-${id}`}>
      <h3 id={`data-${id}`}>{title}</h3>
      <p>{about}</p>
      <ErrorBoundary>{children}</ErrorBoundary>
    </section>
  );
}
