import { computed, signal } from '@preact/signals';
import {
  LARGEST_FILE,
  readSettingsFile,
  writeSettingsFile,
  type FileFault,
  type SettingsFile,
} from '../../lib/settings-file.ts';
import { connections } from '../../lib/store/items/connections.ts';
import { watchPolicy } from '../../lib/store/policy/watch-policy.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { sites } from '../../lib/store/items/sites.ts';
import { changesOf, fileWith, heldOf, type Change } from '../../lib/domain/settings-file/diff.ts';
import { fileOf, readChosen } from '../../lib/domain/settings-file/current.ts';
import { ask, NO_ANSWER } from '../data/ask-background.ts';
import { live } from '../data/live.ts';

/** A file that the learner chose. It has only what is needed of the browser's `File`. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

export type FileProblem = FileFault | { readonly kind: 'unreadable' } | typeof NO_ANSWER;

/** Whether a change deletes something for good. The learner has to tick such a change. */
const deletes = (change: Change): boolean =>
  change.kind === 'journal' && change.limit !== 'until-deleted';

/** Returns what distinguishes a change from the others. */
export function idOf(change: Change): string {
  if (change.kind === 'connection') {
    const { address, organization, username } = change.connection;
    return JSON.stringify([change.kind, address, organization, username]);
  }
  if (change.kind === 'never') return JSON.stringify([change.kind, change.course.courseKey]);
  if (change.kind === 'pause' || change.kind === 'journal') return change.kind;
  return JSON.stringify(['site', change.origin]);
}

export function createSettingsFile() {
  const chosen = live(readChosen, [
    (changed) => settings.watch(changed),
    (changed) => sites.watch(changed),
    (changed) => connections.watch(changed),
    watchPolicy,
  ]);
  const opened = signal<{ readonly name: string; readonly file: SettingsFile } | null>(null);
  const problem = signal<{ readonly name: string; readonly why: FileProblem } | null>(null);
  /** Which changes the learner ticked or unticked, by their ids. */
  const picked = signal<ReadonlyMap<string, boolean>>(new Map());
  const busy = signal(false);
  /** How many changes were applied last, so that the screen says so. */
  const applied = signal<number | null>(null);
  let turn = 0;

  /** What the file would change now; null while no file is open. */
  const changes = computed(() => {
    const now = chosen.value.value;
    return opened.value && now ? changesOf(opened.value.file, now) : null;
  });
  /** What the file also has, but the learner's organization has locked otherwise. */
  const locked = computed(() => {
    const now = chosen.value.value;
    return opened.value && now ? heldOf(opened.value.file, now) : [];
  });
  const ticked = computed(() =>
    (changes.value ?? []).filter((one) => picked.value.get(idOf(one)) ?? !deletes(one)),
  );

  function show(next: {
    opened?: { name: string; file: SettingsFile };
    problem?: { name: string; why: FileProblem };
  }): void {
    opened.value = next.opened ?? null;
    problem.value = next.problem ?? null;
    picked.value = new Map();
    applied.value = null;
  }

  return {
    /** The text of a settings file with the current settings; null until they have been read. */
    text: computed(() => chosen.value.value && writeSettingsFile(fileOf(chosen.value.value))),
    opened,
    problem,
    changes,
    locked,
    ticked,
    busy,
    applied,
    /** Reads a file. Changes nothing yet. */
    async open(file: ChosenFile): Promise<void> {
      turn += 1;
      const mine = turn;
      const { name } = file;
      if (file.size > LARGEST_FILE) {
        show({ problem: { name, why: { kind: 'too-large' } } });
        return;
      }
      const text = await file.text().catch(() => null);
      // The learner chose another file while this one was being read.
      if (mine !== turn) return;
      const read = text === null ? null : readSettingsFile(text);
      if (!read) show({ problem: { name, why: { kind: 'unreadable' } } });
      else if (read.ok) show({ opened: { name, file: read.file } });
      else show({ problem: { name, why: read.fault } });
    },
    close: () => show({}),
    tick(some: readonly Change[], on: boolean): void {
      const ids = some.map((one) => [idOf(one), on] as const);
      picked.value = new Map([...picked.value, ...ids]);
    },
    async apply(): Promise<void> {
      const { length } = ticked.value;
      const name = opened.value?.name ?? '';
      if (busy.value || length === 0) return;
      busy.value = true;
      const reply = await ask({ type: 'settings/import', file: fileWith(ticked.value) });
      await chosen.refresh();
      busy.value = false;
      if (reply !== null) {
        problem.value = { name, why: NO_ANSWER };
        return;
      }
      // Changes that were not ticked can still be chosen.
      if (changes.value?.length === 0) show({});
      problem.value = null;
      applied.value = length;
    },
  };
}
export type SettingsFileModel = ReturnType<typeof createSettingsFile>;
