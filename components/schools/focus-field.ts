import type { WantedField } from './schools-model.ts';

/** Focuses a field of the form inside an element, and opens the part of the form that hides it. */
export function focusField(inside: HTMLElement | null, field: WantedField): void {
  const found = inside?.querySelector<HTMLElement>(
    field === 'ask' ? '.ask-school > summary' : `form #${field}`,
  );
  const hiding = found?.closest('details');
  if (hiding) hiding.open = true;
  found?.focus();
}
