import type { Refusal, ReplyTo } from '../../lib/messages/replies.ts';
import type { OwnMessage } from '../../lib/messages/requests.ts';
import { send } from './browser.ts';

/** Why a request failed. `no-answer`: the worker did not answer. */
export type Trouble = Refusal | { readonly kind: 'no-answer' };
export const NO_ANSWER = { kind: 'no-answer' } as const;

type Answered<M extends OwnMessage> =
  | ReplyTo<M>
  | { readonly ok: false; readonly why: typeof NO_ANSWER };

/** Asks the worker for something that can fail. No answer is returned as one more failure. */
export async function ask<M extends OwnMessage>(message: M): Promise<Answered<M>> {
  try {
    return await send(message);
  } catch {
    return { ok: false, why: NO_ANSWER };
  }
}
