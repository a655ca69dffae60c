/**
 * Returns the part of a page's address that may leave the page and be stored: origin and path, and
 * in ibl.ai's learner app the unit, written anew from its key so that the address leads back to it.
 * No other part of a query or hash ever is.
 */
export function pageUrl(
  { origin, pathname }: Pick<URL, 'origin' | 'pathname'>,
  unitKey: string | null,
): string {
  return origin + pathname + (unitKey === null ? '' : `?unit_id=${unitKey}`);
}
