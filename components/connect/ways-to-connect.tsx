import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { AskSchool } from './ask-school.tsx';
import type { ConnectModel } from './connect-model.ts';
import { SignInSearch } from './sign-in-search.tsx';
import type { SignInSearchModel } from './sign-in-search-model.ts';

interface Props {
  readonly model: ConnectModel;
  readonly search: SignInSearchModel;
  /** The form for a key. */
  readonly children: ComponentChildren;
}

/**
 * Shows the ways to connect, in this order: with a sign-in, with a key, or by asking for a key.
 */
export function WaysToConnect({ model, search, children }: Props) {
  return (
    <div class="ways">
      <section aria-labelledby="way-sign-in">
        <h3 id="way-sign-in">{i18n.t('ways.signIn')}</h3>
        <SignInSearch model={search} />
        {search.page.value !== null && <p class="quiet">{i18n.t('ways.byIcon')}</p>}
      </section>
      <section aria-labelledby="way-key">
        <h3 id="way-key">{i18n.t('ways.key')}</h3>
        {children}
      </section>
      <AskSchool form={model.form.value} />
    </div>
  );
}
