import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { SchoolsModel, WantedField } from './schools-model.ts';

/** Focuses a field of the form inside an element, and opens the part of the form that hides it. */
function focusField(inside: HTMLElement | null, field: WantedField): void {
  const found = inside?.querySelector<HTMLElement>(
    field === 'ask' ? '.ask-school > summary' : `form #${field}`,
  );
  const hiding = found?.closest('details');
  if (hiding) hiding.open = true;
  found?.focus();
}

/**
 * Focuses the field that an address of the page names.
 * @param area where the form is
 * @param open the open form; null while it is closed
 * @param usual the field to focus when the form opens and no address names one
 */
export function useWantedField(
  area: RefObject<HTMLElement | null>,
  { wanted }: SchoolsModel,
  { open, usual }: { readonly open: object | null; readonly usual: WantedField | null },
): void {
  const field = wanted.value;
  useLayoutEffect(() => {
    if (open && usual && wanted.peek() === null) focusField(area.current, usual);
  }, [open]);
  useLayoutEffect(() => {
    if (!open || field === null) return;
    focusField(area.current, field);
    wanted.value = null;
  }, [open, field]);
}
