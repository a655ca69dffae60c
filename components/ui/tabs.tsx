import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Renders the panel. `shown` says whether the tab is in front. */
  readonly panel: (shown: boolean) => ComponentChildren;
}

interface Props<Id extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  /** The tab to show first, if there is one of this id. Default: the first one. */
  readonly first?: string;
  readonly children?: ComponentChildren;
}

/**
 * Shows tabs as the ARIA practices describe them: arrow keys move, and only the shown tab is in the
 * tab order.
 */
export function Tabs<Id extends string>({ label, tabs, first, children }: Props<Id>) {
  const [shown, setShown] = useState((tabs.find(({ id }) => id === first) ?? tabs[0])?.id);
  /**
   * The tabs whose panel has been rendered. A panel is rendered when first shown, and then kept
   * with all that was opened in it.
   */
  const [made, setMade] = useState<ReadonlySet<string | undefined>>(new Set([shown]));
  const list = useRef<HTMLDivElement>(null);

  function show(id: Id): void {
    setShown(id);
    setMade((old) => new Set([...old, id]));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const here = tabs.findIndex(({ id }) => id === shown);
    const next = neighbour(event, here, tabs.length);
    const tab = next === null ? undefined : tabs[next];
    if (next === null || !tab) return;
    event.preventDefault();
    show(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  }

  return (
    <>
      <header class="bar">
        <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
          {tabs.map(({ id, label: name }) => (
            <button
              key={id}
              type="button"
              role="tab"
              id={`tab-${id}`}
              aria-controls={`panel-${id}`}
              aria-selected={id === shown}
              tabIndex={id === shown ? 0 : -1}
              onClick={() => show(id)}
            >
              {name}
            </button>
          ))}
        </div>
        {children}
      </header>
      {tabs.map(({ id, panel }) => (
        <div
          key={id}
          class="panel"
          role="tabpanel"
          id={`panel-${id}`}
          aria-labelledby={`tab-${id}`}
          tabIndex={0}
          hidden={id !== shown}
        >
          {made.has(id) && panel(id === shown)}
        </div>
      ))}
    </>
  );
}

/** Returns the tab that a key leads to from the focused tab; null for any other key. */
function neighbour(event: KeyboardEvent, here: number, count: number): number | null {
  const onward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return (here + (event.key === onward ? 1 : count - 1)) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
