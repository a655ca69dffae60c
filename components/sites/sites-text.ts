import { i18n } from '#i18n';
import type { SiteFault } from '../../lib/edx/site-origin.ts';
import type { FollowProblem } from './request-access.ts';
import { MARK, type Phrase } from '../ui/sentence.tsx';
import { siteName } from '../ui/names.ts';
import type { SitesProblem } from './sites-model.ts';

const WORDS: Record<SiteFault | FollowProblem['kind'], () => string> = {
  empty: () => i18n.t('sites.addressEmpty'),
  'not-an-address': () => i18n.t('sites.addressWrong'),
  'not-https': () => i18n.t('sites.addressNotHttps'),
  'not-for-learning': () => i18n.t('sites.addressNotForLearning'),
  refused: () => i18n.t('sites.refused', [MARK]),
  'no-answer': () => i18n.t('common.noAnswer'),
};

/** Returns what is wrong with a site, and what to do. */
export function wordsOfSites({ at, fault }: SitesProblem): Phrase {
  return { text: WORDS[fault](), values: at === 'field' ? [] : [siteName(at)] };
}
