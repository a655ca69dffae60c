import { openDatabase } from './database.ts';
import { createEdxMemories } from './edx-memories.ts';
import type { EdxMemories } from './edx-memories.ts';
import { createInstructions } from './instructions.ts';
import type { Instructions } from './instructions.ts';
import { createMemories } from './memories.ts';
import type { Memories } from './memories.ts';
import { createPeople } from './people.ts';
import type { People } from './people.ts';

/** Everything the server keeps. */
export interface Store {
  readonly people: People;
  readonly instructions: Instructions;
  readonly edxMemories: EdxMemories;
  readonly memories: Memories;
  empty(): void;
  close(): void;
}

export function openStore(path: string): Store {
  const database = openDatabase(path);
  return {
    people: createPeople(database),
    instructions: createInstructions(database),
    edxMemories: createEdxMemories(database),
    memories: createMemories(database),
    empty: () => database.empty(),
    close: () => database.close(),
  };
}
