import { frontEnd } from './front-end.ts';
import { readLmsPage } from './lms-page.ts';
import { readMfePage } from './mfe-page.ts';
import { readPageAddress } from './page-address.ts';
import { blocked, reading, textOf, type Reading } from './page-reading.ts';
import { pageUrl } from './page-url.ts';
import { ACCOUNT, LMS, MFE } from './selectors.ts';

/** Longest account name that the page reports. */
const MAX_ACCOUNT = 200;

/** Pages of Open edX itself: of the Learning MFE, and those that the LMS renders. */
export const openEdx = frontEnd({
  address: readPageAddress,
  url: (location) => pageUrl(location, null),
  read(document, at, here, memory) {
    // Studio's outline has the same address as the MFE's course root.
    if (here.kind === 'root' && document.querySelector(LMS.rendered)) {
      if (!document.querySelector(MFE.header)) return reading(blocked('authoring'), 0);
    }
    const found =
      here.by === 'lms' ? readLmsPage(document, at, here) : readMfePage(document, at, here, memory);
    return withAccount(found, document);
  },
});

/** Adds the name of the account that the page shows, if it shows one, to the report of a place. */
function withAccount(found: Reading, document: Document): Reading {
  const { report, learn } = found;
  if (report?.kind !== 'place') return found;
  let account: string | undefined;
  for (const sign of ACCOUNT) account ??= textOf(document, sign)?.slice(0, MAX_ACCOUNT);
  if (!account) return found;
  return {
    ...found,
    report: { ...report, account },
    ...(learn && { learn: { ...learn, report: { ...learn.report, account } } }),
  };
}
