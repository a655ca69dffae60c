import { i18n } from '#i18n';
import { parseAddress } from '../../lib/ibl/account/server-address.ts';
import { DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';
import type { Form } from './connect-types.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** Shows a text for the school's administrator, because only an administrator can create a key. */
export function AskSchool({ form }: { form: Pick<Form, 'org' | 'username' | 'address'> }) {
  const text = letterFor(form);
  const mail = new URLSearchParams({ subject: i18n.t('ways.subject'), body: text });
  return (
    <details class="ask-school">
      <summary>{i18n.t('ways.ask')}</summary>
      <p>{i18n.t('ways.askHow')}</p>
      <pre dir="auto" tabIndex={0} data-testid="letter">
        {text}
      </pre>
      <div class="row">
        <CopyButton text={text} />
        {/* In a `mailto:` address a plus sign does not stand for a space. */}
        <a href={`mailto:?${String(mail).replaceAll('+', '%20')}`}>{i18n.t('ways.mail')}</a>
      </div>
    </details>
  );
}

/**
 * Returns the text with the names that the learner typed. A missing name is replaced by words that
 * say what belongs there.
 */
export function letterFor({ org, username, address }: Pick<Form, 'org' | 'username' | 'address'>) {
  const typed = parseAddress(address.trim() || DEFAULT_BASE);
  return i18n.t('ways.text', [
    org.trim() || i18n.t('ways.org'),
    username.trim() || i18n.t('ways.username'),
    typed.ok ? typed.base : DEFAULT_BASE,
  ]);
}
