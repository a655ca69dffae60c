import type { ComponentChildren } from 'preact';
import { Boundary } from '../ui/error-boundary.tsx';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly children: ComponentChildren;
}

/** Shows one of the things that the learner can do with their data. */
export function DataPart({ id, title, about, children }: Props) {
  return (
    <section class="data-part" aria-labelledby={`data-${id}`}>
      <h3 id={`data-${id}`}>{title}</h3>
      <p>{about}</p>
      <Boundary>{children}</Boundary>
    </section>
  );
}
