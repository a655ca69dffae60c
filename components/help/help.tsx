import { i18n } from '#i18n';
import { version } from '../data/browser.ts';
import { PolicyAbout } from '../schools/policy-notes.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { later } from '../ui/lazy.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { SchoolHelp } from './school-help.tsx';
import { Shortcut } from './shortcut.tsx';
import { ThemeChoice } from './theme-choice.tsx';
import { Troubles } from './troubles.tsx';

const WhatsNew = later(async () => (await import('./documents.tsx')).WhatsNew);
const Permissions = later(async () => (await import('./documents.tsx')).permissionsDocument());
const Unknown = later(async () => (await import('./documents.tsx')).unknownDocument());
const Licences = later(async () => (await import('./licences.tsx')).Licences);

const HOW = ['reads', 'saves', 'mentor', 'stops'] as const;

/** Shows how Waypoint works, what to do when it does not, and what it is made of. */
export function Help({ again }: { readonly again: () => void }) {
  return (
    <div class="help">
      <h3>{i18n.t('help.how.title')}</h3>
      <ol>
        {HOW.map((line) => (
          <li key={line}>{i18n.t(`help.how.${line}`)}</li>
        ))}
      </ol>
      <div class="row">
        <button type="button" onClick={again}>
          {i18n.t('welcome.again')}
        </button>
      </div>
      <h3>{i18n.t('help.trouble.title')}</h3>
      <SchoolHelp />
      <Troubles />
      <h3>{i18n.t('help.report')}</h3>
      <Diagnostics />
      <h3>{i18n.t('help.look')}</h3>
      <ThemeChoice />
      <Shortcut />
      <h3>{i18n.t('help.about')}</h3>
      <p class="quiet">{i18n.t('about.version', [version()])}</p>
      <PolicyAbout />
      <div>
        <Disclosure title={i18n.t('help.whatsNew')}>
          <WhatsNew />
        </Disclosure>
        <Disclosure title={i18n.t('about.permissions')}>
          <Permissions />
        </Disclosure>
        <Disclosure title={i18n.t('about.unknown')}>
          <Unknown />
        </Disclosure>
        <Disclosure title={i18n.t('about.licences')}>
          <Licences />
        </Disclosure>
      </div>
    </div>
  );
}
