import type { FaultRule } from '../../../dev/fake-ibl/faults.ts';

/* Steps of the first browser, for histories that are written by hand. */

export const see = (course: number, unit: string, tab = 1) =>
  ({ device: 0, do: 'see', tab, visit: { course, unit, full: true } }) as const;
export const wait = (seconds: number) => ({ device: 0, do: 'wait', ms: seconds * 1_000 }) as const;
export const fault = (rule: FaultRule) =>
  ({ device: 0, do: 'fault', name: 'a fault', rule }) as const;
export const slow = (method: string, path: string) =>
  fault({ method, path, times: 1, do: { kind: 'delay', ms: 3_000 } });
