import { i18n } from '#i18n';
import type { SignInSearchModel } from '../connect/sign-in-search-model.ts';
import { SignInSearch } from '../connect/sign-in-search.tsx';
import { Icon } from '../ui/icon.tsx';
import { exampleText } from './example.ts';

/** Shows what Waypoint is for, the ways to connect, and what is sent. */
export function Welcome({ search }: { search: SignInSearchModel }) {
  const isOn = search.search.value !== null;
  return (
    <>
      <p>{i18n.t('welcome.about')}</p>
      <SignInSearch model={search} />
      {!isOn && (
        <p class="row">
          <a href="#school/add">{i18n.t('welcome.key')}</a>
          <a href="#school/ask">{i18n.t('welcome.ask')}</a>
        </p>
      )}
      {!isOn && <WhatIsSent />}
    </>
  );
}

function WhatIsSent() {
  return (
    <div class="first__what quiet">
      <p>
        <Icon name="good" />
        {i18n.t('welcome.sent')}
      </p>
      <p>
        <Never />
        {i18n.t('welcome.never')}
      </p>
      <p>
        <Icon name="wait" />
        {i18n.t('welcome.pause')}
      </p>
      <details>
        <summary>{i18n.t('welcome.example')}</summary>
        <p>{i18n.t('welcome.history')}</p>
        <p>{i18n.t('welcome.exampleAbout')}</p>
        <pre dir="auto" tabIndex={0} aria-label={i18n.t('welcome.exampleName')}>
          {exampleText()}
        </pre>
      </details>
    </div>
  );
}

/** Not among the icons of all screens, because only this one shows it and the popup loads those. */
const Never = () => (
  <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d="M10 2.5a7.5 7.5 0 1 0 .01 0M7.3 7.3l5.4 5.4M12.7 7.3l-5.4 5.4" />
  </svg>
);
