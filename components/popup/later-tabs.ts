/* The tabs of the popup that are not shown first, in one chunk, because they load together. */
export { InstructionTab } from './instruction-tab.tsx';
export { MemoryTab } from './memory-tab.tsx';
