/* The tabs of the popup that are not shown first: one part, as they come together. */
export { PopupInstruction } from './popup-instruction.tsx';
export { PopupMemory } from './popup-memory.tsx';
