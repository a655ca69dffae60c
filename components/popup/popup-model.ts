import { createPendingDeletes } from '../deletes/pending-deletes-model.ts';
import { createPlace } from '../place/place-model.ts';
import { createSelectedSchool } from '../schools/selected-school.ts';
import { createSignIn } from '../connect/sign-in-model.ts';
import { createCurrentSite } from '../sites/current-site-model.ts';
import { liveOverview } from '../data/live-items.ts';

/** Creates what all tabs of the popup share, and what the first one shows and does. */
export function createPopup() {
  const overview = liveOverview();
  const now = createPlace(overview);
  return {
    overview,
    deletes: createPendingDeletes(overview),
    now,
    schools: createSelectedSchool(overview, now.siteInFront),
    site: createCurrentSite(now.look),
    signIn: createSignIn(overview),
  };
}
export type PopupModel = ReturnType<typeof createPopup>;
