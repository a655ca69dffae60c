import { isPathPart } from '../../lib/ibl/client/paths.ts';
import type { Form } from './connect-types.ts';

export type OfferedNames = Partial<Pick<Form, 'org' | 'username'>>;

/** Returns the school and the username from the address of this page, for its form. */
export function offeredNames(search: string): OfferedNames {
  const names = new URLSearchParams(search);
  const read = (name: string): string | null => {
    const text = names.get(name);
    return text !== null && text.length <= 150 && isPathPart(text) ? text : null;
  };
  const org = read('org');
  const username = read('username');
  return { ...(org !== null && { org }), ...(username !== null && { username }) };
}
