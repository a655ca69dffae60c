import { fold } from '../ui/search/search-fold.ts';
import { courseName } from '../ui/names.ts';

/** The parts of a row in which the search looks. */
interface Searchable {
  readonly title: string;
  readonly courseKey: string;
  readonly ours: { readonly text: string } | null;
  readonly edx: { readonly json: string | null } | null;
}

const texts = new WeakMap<Searchable, string>();

/** Returns the text of a row in which the search looks, folded once and not for each letter. */
export function searchText(row: Searchable): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const { title, courseKey, ours, edx } = row;
  const parts = [title, courseKey, courseName(courseKey), ours?.text ?? '', letters(edx?.json)];
  const text = fold(parts.join('\n'));
  texts.set(row, text);
  return text;
}

/** Returns JSON with readable letters. JSON inside a JSON string may hold them as escapes. */
function letters(json: string | null | undefined): string {
  return (json ?? '').replaceAll(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
