import { i18n } from '#i18n';
import { Disclosure } from '../ui/disclosure.tsx';
import { later } from '../ui/lazy.tsx';

const Words = later(async () => (await import('../help/documents.tsx')).Privacy);

/** Shows what Waypoint reads, what it sends and what nobody can promise. */
export function PrivacyWords() {
  return (
    <Disclosure title={i18n.t('privacy.whole')}>
      <Words />
    </Disclosure>
  );
}
