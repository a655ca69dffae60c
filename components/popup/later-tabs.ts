/* The tabs of the popup that are not shown first, in one chunk, because they load together. */
export { PopupInstruction } from './instruction-tab.tsx';
export { PopupMemory } from './memory-tab.tsx';
