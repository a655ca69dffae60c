import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { parseUsageKey } from '../../lib/edx/course-keys.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { jsonIn } from '../ui/pretty-json.ts';
import { counted, numberOf } from '../ui/words/plural.ts';

/** How many members are shown at a time. */
const STEP = 100;
/** How many characters of a text are shown. Longer texts are slow, and nobody reads them there. */
const SHOWN = 20_000;

interface Props {
  readonly value: object;
  /** Titles of units, by key. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Shows the members of an object or list, each as text. Renders their content when opened. */
export function JsonTree({ value, titles }: Props) {
  const [shown, setShown] = useState(STEP);
  const entries = Object.entries(value);
  if (entries.length === 0) return <p class="quiet">{i18n.t('memory.nothing')}</p>;
  return (
    <>
      <ul class="plain tree">
        {entries.slice(0, shown).map(([name, member]) => (
          <li key={name}>
            <Member name={name} value={member} titles={titles} />
          </li>
        ))}
      </ul>
      {entries.length > shown && (
        <button type="button" onClick={() => setShown(shown + STEP)}>
          {counted('memory.more', entries.length - shown)}
        </button>
      )}
    </>
  );
}

function Member({ name, value, titles }: { name: string; value: unknown } & Omit<Props, 'value'>) {
  const inside = typeof value === 'string' ? jsonIn(value) : value;
  if (typeof inside === 'object' && inside !== null) {
    return (
      <Disclosure
        title={
          <>
            <bdi>{name}</bdi>{' '}
            <span class="quiet">
              {i18n.t('memory.members', [numberOf(Object.keys(inside).length)])}
            </span>
          </>
        }
      >
        <JsonTree value={inside} titles={titles} />
      </Disclosure>
    );
  }
  const text = String(value);
  const title = titles.get(parseUsageKey(text)?.text ?? '');
  return (
    <p class="tree__leaf">
      <bdi class="tree__name">{name}</bdi> {title && <bdi class="tree__title">{title}</bdi>}{' '}
      <bdi>{text.slice(0, SHOWN)}</bdi>
      {text.length > SHOWN && <span class="quiet"> {i18n.t('memory.cut')}</span>}
    </p>
  );
}
