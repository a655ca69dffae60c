/** How long a pause can last, as the learner chooses it. */
export const PAUSE_LENGTHS = ['endless', 'hour', 'tomorrow'] as const;
export type PauseLength = (typeof PAUSE_LENGTHS)[number];
