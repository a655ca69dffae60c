import fc from 'fast-check';
import type { Switches } from '../../../dev/fake-ibl/server-variants.ts';

/* Variants of ibl.ai servers that behave in unexpected ways. */

type Server = Partial<Switches>;

/** Waypoint can find its memory again on such a server, so each last place has to arrive. */
const RECOVERABLE: readonly Server[] = [
  {},
  { showsUser: 'upper', findsUsers: 'alike' },
  { showsUser: 'decomposed', findsUsers: 'alike' },
  { showsUser: 'null' },
  { showsUser: 'absent' },
  { showsCourse: 'lower' },
  { showsCourse: 'encoded' },
  { showsCourse: 'spaces' },
  { showsCourse: 'number' },
  { showsCourse: 'null' },
  { memoryByName: '404' },
  { memoryByName: '400', createReply: 'empty' },
  { listsMemories: false },
  { createReply: 'memory' },
  { createReply: 'wrapped' },
  { paging: 'cursor', largestPage: 1 },
  { paging: 'offset', largestPage: 1 },
  { paging: 'list' },
  { refusesTwins: true },
  { refusesCatalogItems: true },
];

/** On such a server Waypoint may be unable to confirm that a place arrived. Then the popup has to say so. */
const UNRECOVERABLE: readonly Server[] = [
  { listsMemories: false, memoryByName: '404' },
  { listsMemories: false, memoryByName: '404', createReply: 'empty' },
  { showsIds: 'nowhere' },
  { showsEntries: 'nowhere' },
  { showsUser: 'another' },
  { showsName: 'cut' },
  { overcount: 3, memoryByName: '404' },
];

/** This server writes deleted rows again, which affects only deletes. */
const REMAKES: Server = { remakesRows: true };

export interface ServerCase {
  readonly server: Server;
  /** Whether the last place of each course has to arrive once all faults ended. */
  readonly arrives: boolean;
}

export const serverCase: fc.Arbitrary<ServerCase> = fc
  .tuple(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(...RECOVERABLE).map((server) => ({ server, arrives: true })),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...UNRECOVERABLE).map((server) => ({ server, arrives: false })),
      },
    ),
    fc.constantFrom(false, false, false, true),
  )
  .map(([{ server, arrives }, remakes]) => ({
    server: remakes ? { ...server, ...REMAKES } : server,
    arrives,
  }));
