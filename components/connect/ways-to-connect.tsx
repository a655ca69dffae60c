import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { MENTOR_PAGE } from '../../lib/ibl/account/hosts.ts';
import { AskSchool } from './ask-school.tsx';
import type { ConnectModel } from './connect-model.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';

interface Props {
  readonly model: ConnectModel;
  /** The form for a key. */
  readonly children: ComponentChildren;
}

/**
 * Shows the ways to connect, in this order: with a sign-in, with a key, or by asking for a key.
 */
export function WaysToConnect({ model, children }: Props) {
  return (
    <div class="ways">
      <section aria-labelledby="way-sign-in">
        <h3 id="way-sign-in">{i18n.t('ways.signIn')}</h3>
        <p>
          <Sentence
            text={i18n.t('ways.signInHow', [MARK])}
            values={[
              <a href={MENTOR_PAGE} target="_blank" rel="noreferrer">
                {new URL(MENTOR_PAGE).host}
              </a>,
            ]}
          />
        </p>
      </section>
      <section aria-labelledby="way-key">
        <h3 id="way-key">{i18n.t('ways.key')}</h3>
        {children}
      </section>
      <AskSchool form={model.form.value} />
    </div>
  );
}
