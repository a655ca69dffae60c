/**
 * Returns the text after `unit_id=` in a query, by which ibl.ai's learner app names a unit. Returns
 * undefined if the query has none, and '' if it has more than one, another parameter whose name
 * ends like it, or an encoded text: the app takes the text as it is written.
 */
export function unitIdIn(query: string): string | undefined {
  const [front = '', rest, more] = query.split('unit_id=', 3);
  if (rest === undefined) return undefined;
  const [text = ''] = rest.split('&', 1);
  return more === undefined && /[?&]$/.test(front) && !text.includes('%') ? text : '';
}
