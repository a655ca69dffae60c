import type { Connection } from '../../../lib/store/connections.ts';
import type { PendingDelete } from '../../../lib/store/deletes.ts';
import type { Seen } from '../../../lib/store/tabs.ts';
import type { Device } from '../device.ts';

/* What a browser has stored, where the model needs to know what became of a step. */

const stored = (area: ReadonlyMap<string, unknown>, key: string): unknown =>
  (area.get(key) as { data: unknown } | undefined)?.data;

export const pendingOf = ({ areas }: Device): readonly PendingDelete[] =>
  (stored(areas.local, 'deletes') as PendingDelete[] | undefined) ?? [];

/** Courses that are not followed any more. */
export function neverOf({ areas }: Device): ReadonlySet<string> {
  const settings = stored(areas.local, 'settings') as
    | { never: { courseKey: string }[] }
    | undefined;
  return new Set(settings?.never.map(({ courseKey }) => courseKey));
}

/** The connection that a form edits; null when there is none. */
export function connectionId({ areas }: Device): string | null {
  const all = stored(areas.local, 'connections') as Connection[] | undefined;
  return all?.[0]?.id ?? null;
}

/** Who is connected, whatever the worker said of it. */
export function connectedUser({ areas }: Device): string | null {
  const all = stored(areas.local, 'connections') as Connection[] | undefined;
  const [first] = all ?? [];
  return first?.connected === true ? first.username : null;
}

/** What the tab that was heard of last shows. */
export function newestSeen({ areas }: Device): Seen | null {
  const tabs = stored(areas.session, 'tabs') as { tabs: { seen: Seen }[] } | undefined;
  return tabs?.tabs.at(-1)?.seen ?? null;
}

interface Written {
  readonly path: string;
  readonly status: number | null;
  readonly body: string | null;
}

/** The writes in the sent log. */
export function sentWrites({ areas }: Device): Written[] {
  const slots = [...areas.local].filter(([key]) => key.startsWith('sent:writes:'));
  return slots.map(([, value]) => (value as { data: Written }).data);
}
