import { useEffect, useRef } from 'preact/hooks';

/** Focuses an element if the one that had the focus is gone, as a pressed button can be. */
export function focusIfLost(element: HTMLElement | null | undefined): void {
  if (document.activeElement === document.body) element?.focus();
}

/**
 * Focuses another element when `state` has changed and the element that had the focus is gone with
 * the old state.
 * @param next called once after each change; returns what gets the focus
 */
export function useRestoreFocus(state: unknown, next: () => HTMLElement | null | undefined): void {
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== state) focusIfLost(next());
    before.current = state;
  }, [state]);
}
