import { lms, pace } from '../app/settings.ts';

function json(id: string): Record<string, string> {
  const found: Record<string, string> = JSON.parse(
    document.querySelector(`#${id}`)?.textContent ?? '{}',
  );
  return found;
}

/** The origin of the apps of the LMS, which the frame shows on some tabs. */
export const mfe = json('settings')['mfe'] ?? '';
export const studio = lms.replace('//', '//studio.');

/** Stores what the real pages store of a sign-in, secrets included. */
export function signIn(): void {
  for (const [name, text] of Object.entries(json('sign-in'))) localStorage.setItem(name, text);
}

const query = new URLSearchParams(location.search);

/* See `Knobs` in addresses.ts. */
export const isLater = query.get('release') === 'later';
export const isStaff = query.has('staff');
export const isNarrow = query.has('narrow');
export const drifts = query.has('drift');
export const isExamRunning = query.has('exam-runs');
export const knowsNoExam = query.has('no-exam-state');

const ms = (name: string, otherwise: number): number =>
  query.has(name) ? Number(query.get(name)) : otherwise * pace;

/**
 * How long each step takes (ms). The first three are of a page that is loaded from the start, the
 * others of a move to another unit. Click and debounce are as in the real app's code; the rest, which
 * a server decides, is a guess.
 */
export const TIMES = {
  /** Until there is anything on the page, and until the course's own loading begins. */
  blank: ms('blank', 150),
  start: ms('start', 300),
  /** Until the course and the visitor's rights are known, and from then until its outline is. */
  guard: ms('guard', 500),
  outline: ms('outline', 250),
  /** From a click to the router, and from there to the new address. */
  click: ms('click', 100),
  data: ms('data', 60),
  names: ms('names', 0),
  debounce: ms('debounce', 300),
  token: ms('token', 400),
  exam: ms('exam', 100),
  lazy: ms('lazy', 200),
  /** From the frame's load to the outline that is fetched again. */
  again: ms('again', 300),
  stay: ms('stay', 400),
} as const;

/** Resolves after a time; at once, in the same task, after none. */
export const after = (time: number, act: () => void): void => {
  if (time === 0) act();
  else setTimeout(act, time);
};
export const wait = (time: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, time));
