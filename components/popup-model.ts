import { createDeletes } from './deletes-model.ts';
import { createNow } from './now-model.ts';
import { createSchools } from './school.ts';
import { createSignIn } from './sign-in-model.ts';
import { createSiteHere } from './site-here-model.ts';
import { liveOverview } from './stored.ts';

/** What all tabs of the popup share, and what the first one shows and does. */
export function createPopup() {
  const overview = liveOverview();
  const now = createNow(overview);
  return {
    overview,
    deletes: createDeletes(overview),
    now,
    schools: createSchools(overview, now.siteInFront),
    site: createSiteHere(now.look),
    signIn: createSignIn(overview),
  };
}
export type PopupModel = ReturnType<typeof createPopup>;
