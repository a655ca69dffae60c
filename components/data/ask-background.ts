import type { InvalidInput, ReplyTo } from '../../lib/messages/replies.ts';
import type { OwnMessage } from '../../lib/messages/requests.ts';
import { send } from './browser.ts';

/** Why a request failed. `no-answer`: the worker did not answer. */
export type Trouble = InvalidInput | { readonly kind: 'no-answer' };
export const NO_ANSWER = { kind: 'no-answer' } as const;

const UNANSWERED = { ok: false, why: NO_ANSWER } as const;

export type Answered<M extends OwnMessage> = ReplyTo<M> | typeof UNANSWERED;

/** Asks the worker for something that can fail. No answer is returned as one more failure. */
export async function ask<M extends OwnMessage>(message: M): Promise<Answered<M>> {
  try {
    return await send(message);
  } catch {
    return UNANSWERED;
  }
}

/** Whether the worker did not answer. */
export const isUnanswered = (reply: unknown): reply is typeof UNANSWERED => reply === UNANSWERED;
