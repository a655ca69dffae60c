import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import type { SectionsModel } from './section-model.ts';
import type { SectionId } from './sections.ts';

interface Props {
  readonly id: SectionId;
  readonly title: string;
  readonly model: SectionsModel;
  /** Whether the content is rendered only when the section is first shown. */
  readonly late?: boolean;
  readonly children: ComponentChildren;
}

/**
 * Shows a section if the address names it. The others stay in the page, so that the browser's own
 * search finds their words and what was typed is kept.
 */
export function Section({ id, title, model, late = false, children }: Props) {
  const shown = model.shown.value === id;
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [made, setMade] = useState(!late);
  if (shown && !made) setMade(true);

  useEffect(() => {
    // Preact does not know the event with which the browser shows what its search found.
    const found = () => model.show(id);
    const element = section.current;
    element?.addEventListener('beforematch', found);
    return () => element?.removeEventListener('beforematch', found);
  }, [id, model]);
  // Not after the next paint: a focus that moves late takes letters from the field that has it.
  useLayoutEffect(() => {
    if (shown && model.moved()) heading.current?.focus({ preventScroll: true });
  }, [shown, model]);

  return (
    <section
      id={id}
      ref={section}
      aria-labelledby={`${id}-title`}
      hidden={shown ? undefined : 'until-found'}
    >
      <h2 id={`${id}-title`} tabIndex={-1} ref={heading}>
        {title}
      </h2>
      {made && <ErrorBoundary>{children}</ErrorBoundary>}
    </section>
  );
}
