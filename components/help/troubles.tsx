import { i18n } from '#i18n';
import { Disclosure } from '../ui/disclosure.tsx';
import { HELP_LINKS, type HelpLink } from './help-links.ts';

interface Trouble {
  /** The name of its texts. */
  readonly name:
    | 'not_saved'
    | 'sign'
    | 'paused'
    | 'not_seen'
    | 'mentor'
    | 'key'
    | 'sign_in'
    | 'other_person'
    | 'memory'
    | 'history'
    | 'instruction'
    | 'chats';
  /** The places that mend it, the likeliest first. */
  readonly links: readonly HelpLink[];
}

/** What a learner may notice, the most frequent first. */
export const TROUBLES: readonly Trouble[] = [
  { name: 'not_saved', links: ['school', 'sent'] },
  { name: 'sign', links: ['school', 'sites'] },
  { name: 'paused', links: ['pause'] },
  { name: 'not_seen', links: ['sites'] },
  { name: 'mentor', links: ['memory', 'sent'] },
  { name: 'key', links: ['school'] },
  { name: 'sign_in', links: ['school'] },
  { name: 'other_person', links: ['school', 'sites'] },
  { name: 'memory', links: ['memory', 'sites'] },
  { name: 'history', links: ['history', 'retention'] },
  { name: 'instruction', links: ['instruction'] },
  { name: 'chats', links: ['chats'] },
];

/** Shows by symptom what to do, each with links to the place that mends it. */
export function Troubles() {
  return (
    <div>
      {TROUBLES.map(({ name, links }) => (
        <Disclosure key={name} title={i18n.t(`help.trouble.${name}.title`)}>
          <div class="help__trouble">
            <p>{i18n.t(`help.trouble.${name}.advice`)}</p>
            <ul class="plain row">
              {links.map((link) => (
                <li key={link}>
                  <a href={HELP_LINKS[link]}>{i18n.t(`help.go.${link}`)}</a>
                </li>
              ))}
            </ul>
          </div>
        </Disclosure>
      ))}
    </div>
  );
}
