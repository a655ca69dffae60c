import type { Phrase } from '../ui/sentence.tsx';

export type Tone = 'good' | 'wait' | 'stop' | 'quiet';
export type Action =
  | 'try-again'
  | 'connect'
  | 'options'
  | 'answer'
  | 'follow'
  | 'resume-course'
  | 'sign-in'
  | 'allow-server';

/** What the Now tab says about a status: one line, what to do, and the buttons for it. */
export interface StatusWords {
  readonly tone: Tone;
  readonly line: Phrase;
  /** When that was (ms). A screen reader is told the line whenever it changes: no running time is in it. */
  readonly at?: number;
  readonly advice?: string;
  /** The server's own words, shown as its words. */
  readonly serverWords?: string;
  readonly actions?: readonly Action[];
}
