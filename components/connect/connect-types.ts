import { DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';
import type { ConnectFault } from '../../lib/messages/replies.ts';
import type { NO_ANSWER } from '../data/ask-background.ts';

/* The values of the connection form, and the problems that it can have. */

export interface Form {
  readonly org: string;
  readonly username: string;
  readonly key: string;
  readonly address: string;
  /** Where the learner chats with the mentor. */
  readonly mentor: string;
}
export type Problem = ConnectFault | typeof NO_ANSWER;

export const EMPTY_FORM: Form = {
  org: '',
  username: '',
  key: '',
  address: DEFAULT_BASE,
  mentor: '',
};
