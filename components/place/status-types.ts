import type { IconName } from '../ui/icon.tsx';
import type { Tone } from '../ui/message.tsx';
import type { Phrase } from '../ui/sentence.tsx';

export type Action =
  | 'try-again'
  | 'connect'
  | 'options'
  | 'answer'
  | 'follow'
  | 'resume-course'
  | 'sign-in'
  | 'allow-server';

/** What the Now tab shows for a status: one line, what to do, and the buttons for it. */
export interface StatusWords {
  readonly tone: Tone;
  /** The icon, if it is another one than that of the tone. */
  readonly icon?: IconName;
  readonly line: Phrase;
  /** When it happened (ms). Not in the line, which a screen reader reads whenever it changes. */
  readonly at?: number;
  readonly advice?: string;
  /** The server's own words, shown as a quotation. */
  readonly serverWords?: string;
  readonly actions?: readonly Action[];
}
