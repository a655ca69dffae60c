import { i18n } from '#i18n';
import { messageName } from '../ui/message-name.ts';
import { MARK, type Phrase } from '../ui/sentence.tsx';
import { siteName } from '../ui/names.ts';
import type { SitesProblem } from './sites-model.ts';

/** Returns what is wrong with a site, and what to do. */
export function wordsOfSites({ at, fault }: SitesProblem): Phrase {
  if (fault === 'refused') return { text: i18n.t('sites.refused', [MARK]), values: [siteName(at)] };
  if (fault === 'no-answer') return { text: i18n.t('fault.no_answer') };
  return { text: i18n.t(`sites.wrongAddress.${messageName(fault)}`) };
}
