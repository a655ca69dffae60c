import { i18n } from '#i18n';
import { attentionOf, needsLearner, type Attention } from '../../lib/domain/attention.ts';
import type { Overview } from '../../lib/domain/overview.ts';
import { version } from '../data/browser.ts';
import type { SectionsModel } from './section-model.ts';
import { markedFor, titleOf } from './sections.ts';

const IDS = ['start', 'school', 'sites', 'history', 'privacy', 'data', 'help'] as const;

interface Props {
  readonly model: SectionsModel;
  readonly overview: Overview | undefined;
  /** Whether some followed site needs the browser's access. */
  readonly isShutOut: boolean;
  /** Whether the first steps are shown. */
  readonly hasStart: boolean;
}

/** Shows links to the sections, and what the badge says in words. */
export function Navigation({ model, overview, isShutOut, hasStart }: Props) {
  const shown = model.shown.value;
  const marked = shown && markedFor(shown);
  const attention = overview && attentionOf(overview, isShutOut);
  const dots = { school: overview?.all.some(needsLearner), sites: isShutOut };
  return (
    <header class="side">
      <h1>{i18n.t('options.title')}</h1>
      <p class={`side__status side__status--${attention ?? 'fine'}`} data-testid="attention">
        {attention && wordsOf(attention)}
      </p>
      <nav aria-label={i18n.t('options.sections')}>
        <ul class="plain">
          {IDS.filter((id) => id !== 'start' || hasStart).map((id) => (
            <li key={id}>
              <a href={`#${id}`} aria-current={id === marked ? 'page' : undefined}>
                {titleOf(id)}
                {(id === 'school' || id === 'sites') && dots[id] && <Dot />}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="side__version quiet">{i18n.t('about.version', [version()])}</p>
    </header>
  );
}

function wordsOf(attention: Attention): string {
  if (attention === 'paused') return i18n.t('options.paused');
  return attention === 'act' ? i18n.t('options.act') : i18n.t('options.fine');
}

const Dot = () => (
  <span class="side__dot">
    <span class="unseen">{i18n.t('options.needsYou')}</span>
  </span>
);
