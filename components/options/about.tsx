import { i18n } from '#i18n';
import { version } from '../data/browser.ts';
import { Diagnostics } from './diagnostics.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { later } from '../ui/lazy.tsx';
import { PolicyAbout } from '../schools/policy-notes.tsx';

const Permissions = later(async () => (await import('./documents.tsx')).Permissions);
const Unknown = later(async () => (await import('./documents.tsx')).Unknown);
const Licences = later(async () => (await import('./licences.tsx')).Licences);

/** Shows what Waypoint is, why it needs each permission, and what it is made of. */
export function About({ again }: { readonly again: () => void }) {
  return (
    <>
      <p>{i18n.t('about.what')}</p>
      <p>{i18n.t('about.promise')}</p>
      <button type="button" onClick={again}>
        {i18n.t('first.again')}
      </button>
      <PolicyAbout />
      <p class="quiet">{i18n.t('about.version', [version()])}</p>
      <Disclosure title={i18n.t('about.permissions')}>
        <Permissions />
      </Disclosure>
      <Disclosure title={i18n.t('about.unknown')}>
        <Unknown />
      </Disclosure>
      <Disclosure title={i18n.t('about.licences')}>
        <Licences />
      </Disclosure>
      <Diagnostics />
    </>
  );
}
