import type { Resource, Server } from '../resource.ts';
import { chatExport } from './chat-export.ts';
import { customInstruction } from './custom-instruction.ts';
import { edxMemory } from './edx-memory.ts';
import { memories } from './memories.ts';
import { memory } from './memory.ts';
import { memoryEntries } from './memory-entries.ts';
import { memoryStatus } from './memory-status.ts';
import { tokenVerify } from './token-verify.ts';
import { userPlatforms } from './user-platforms.ts';

/** Returns every resource of the API, one file each. */
export function resources(server: Server): Resource[] {
  return [
    ...chatExport(server),
    customInstruction(server),
    ...edxMemory(server),
    memories(server),
    memory(server),
    memoryEntries(server),
    memoryStatus(server),
    tokenVerify(server),
    userPlatforms(server),
  ];
}
