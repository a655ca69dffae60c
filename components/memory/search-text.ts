import { fold } from '../ui/search-fold.ts';
import { courseName } from '../ui/names.ts';

/** Of a row of the list: all in which something can be found. */
interface Searchable {
  readonly title: string;
  readonly courseKey: string;
  readonly ours: { readonly text: string } | null;
  readonly edx: { readonly json: string | null } | null;
}

const texts = new WeakMap<Searchable, string>();

/** All of a row in which something can be found, folded once and not for each letter that is typed. */
export function searchText(row: Searchable): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const { title, courseKey, ours, edx } = row;
  const parts = [title, courseKey, courseName(courseKey), ours?.text ?? '', letters(edx?.json)];
  const text = fold(parts.join('\n'));
  texts.set(row, text);
  return text;
}

/** JSON with its letters as they read: where it holds JSON as a string, they may be written in code. */
function letters(json: string | null | undefined): string {
  return (json ?? '').replaceAll(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
