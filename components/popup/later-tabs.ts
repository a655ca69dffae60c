/* The tabs of the popup that are not shown first: one part, as they come together. */
export { PopupInstruction } from './instruction-tab.tsx';
export { PopupMemory } from './memory-tab.tsx';
