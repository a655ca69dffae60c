import type { Switches } from './server-variants.ts';

/* A made-up history of chats with a mentor. */

const LINES = [
  ['human', 'Why does ice float?'],
  [
    'ai',
    'Because it takes up more room than the water it was made from.\n\nShall we work it out, "step by step"?',
  ],
  ['human', '=1+1 is two, and what is -1, then?'],
  [
    'ai',
    'One less than nothing, at least on a number line; in Spanish: «menos uno», 日本語: マイナス一.',
  ],
  ['human', '@mentor +1, thanks'],
] as const;

const HOUR = 3_600_000;
const BEGAN = Date.parse('2026-01-05T10:00:00Z');

function item(n: number): Record<string, unknown> {
  const [type, content] = LINES[n % LINES.length] ?? LINES[0];
  const timestamp = new Date(BEGAN + n * HOUR).toISOString();
  // Some items have a field that is not documented.
  return { type, content, timestamp, ...(n % 4 === 1 ? { tokens: 20 + n } : {}) };
}

export function chatHistory(shape: Switches['exportShape'], count: number): unknown {
  const items = Array.from({ length: count }, (_, n) => item(n));
  if (shape === 'list') return items;
  if (shape === 'one') return item(0);
  if (shape !== 'sessions') return { count, next: null, [shape]: items };
  const sessions: Record<string, unknown[]> = {};
  for (const [n, one] of items.entries()) (sessions[`session-${n >> 1}`] ??= []).push(one);
  return sessions;
}
