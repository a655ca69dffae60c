import { i18n } from '#i18n';
import { Disclosure } from '../ui/disclosure.tsx';
import { later } from '../ui/lazy.tsx';

const Words = later(async () => (await import('../help/documents.tsx')).privacyDocument());
const InShort = later(async () => (await import('../help/documents.tsx')).privacyInShort());

/** An eye, an arrow out, a pause, a box and a question mark: one for each line of the short text. */
const ICONS = [
  'M2.5 10q7.5-10 15 0q-7.5 10-15 0M10 7.8a2.2 2.2 0 1 0 .01 0',
  'M4 10h12M11 5l5 5-5 5',
  'M7 4.5v11M13 4.5v11',
  'M3.5 7.5h13v8.5h-13zM3.5 7.5l2-3.5h9l2 3.5M8 11h4',
  'M10 2.5a7.5 7.5 0 1 0 .01 0M7.8 8a2.2 2.2 0 1 1 3.2 2c-.8.4-1 .9-1 1.6M10 14.2v.1',
] as const;

/** Shows what Waypoint reads, what it sends and what nobody can promise: a few lines, then all. */
export function PrivacyWords() {
  return (
    <>
      <h3>{i18n.t('privacy.short')}</h3>
      <InShort icons={ICONS} />
      <Disclosure title={i18n.t('privacy.whole')}>
        <Words />
      </Disclosure>
    </>
  );
}
