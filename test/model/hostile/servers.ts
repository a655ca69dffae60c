import fc from 'fast-check';
import type { Switches } from '../../../dev/fake-ibl/server-variants.ts';

/* Servers that are ibl.ai's, and not as Waypoint's developers imagined one. */

type Server = Partial<Switches>;

/** On such a server a memory that was made can be found again: each last place has to arrive. */
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

/** On such a server the popup may have to say that a place cannot be shown to have arrived. */
const UNRECOVERABLE: readonly Server[] = [
  { listsMemories: false, memoryByName: '404' },
  { listsMemories: false, memoryByName: '404', createReply: 'empty' },
  { showsIds: 'nowhere' },
  { showsEntries: 'nowhere' },
  { showsUser: 'another' },
  { showsName: 'cut' },
  { overcount: 3, memoryByName: '404' },
];

/** These make a delete hard, and nothing else. */
const REMAKES: Server = { remakesRows: true };

export interface ServerCase {
  readonly server: Server;
  /** Whether the last place of each course has to arrive once all is well. */
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
