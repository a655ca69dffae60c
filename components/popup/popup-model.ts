import { createDeletes } from '../deletes/pending-deletes-model.ts';
import { createNow } from '../place/place-model.ts';
import { createSchools } from '../schools/selected-school.ts';
import { createSignIn } from '../connect/sign-in-model.ts';
import { createSiteHere } from '../sites/current-site-model.ts';
import { liveOverview } from '../data/live-items.ts';

/** Creates what all tabs of the popup share, and what the first one shows and does. */
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
