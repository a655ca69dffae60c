import { isLate } from '../../lib/background/outbox/deliver-place.ts';
import { failed } from '../../lib/background/outbox/handle-failure.ts';
import { arrive, beforeTry } from '../../lib/background/outbox/outbox-record.ts';
import {
  clear,
  creating,
  notShown,
  sent,
  stepOfTryAgain,
} from '../../lib/background/outbox/record-outcome.ts';
import {
  askAgainAt,
  isAskedFirst,
  knownToday,
  mayAskIn,
} from '../../lib/background/outbox/school-tracks-place.ts';
import { afterSave, heldBack, overrule, sendAt } from '../../lib/domain/retry-timing.ts';
import { askedToWait } from '../../lib/ibl/client/classify-fault.ts';
import { retryAfter } from '../../lib/ibl/client/retry-after.ts';

/** The rules of timing that Waypoint ships. The simulation calls these, never a copy. */
export const SHIPPED = {
  afterSave,
  arrive,
  askAgainAt,
  askedToWait,
  beforeTry,
  clear,
  creating,
  failed,
  heldBack,
  isAskedFirst,
  isLate,
  knownToday,
  mayAskIn,
  notShown,
  overrule,
  retryAfter,
  sendAt,
  sent,
  stepOfTryAgain,
};

/** A test may replace a rule, to see that the simulation shows what follows from a bad one. */
export type Rules = typeof SHIPPED;
