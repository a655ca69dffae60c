import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { optionsSection } from '../../lib/store/items/options-section.ts';
import { insideOf, sectionOf, type SectionId } from './sections.ts';

/**
 * Creates the model of the section that the page shows. The address of the page says which one, so
 * that Back works. Without an address the page shows the first steps, or the section of last time.
 * @param hasStart whether the first steps are shown; null while that is unknown
 */
export function createSections(hasStart: ReadonlySignal<boolean | null>) {
  const hash = signal(location.hash);
  const last = signal<string | null>(null);

  async function follow(): Promise<void> {
    const stored = await optionsSection.read().catch(() => ({ hash: '', asked: false }));
    last.value = stored.hash;
    if (!stored.asked) return;
    await optionsSection.write({ hash: stored.hash, asked: false });
    location.hash = stored.hash;
  }
  void follow();
  optionsSection.watch(() => void follow());
  let hasMoved = false;
  addEventListener('hashchange', () => {
    hasMoved = true;
    hash.value = location.hash;
  });

  /** The section to show; null while that is unknown. */
  const shown = computed<SectionId | null>(() => {
    const named = sectionOf(hash.value);
    if (named !== null && named !== 'start') return named;
    if (hasStart.value === null || last.value === null) return null;
    if (hasStart.value) return 'start';
    const before = sectionOf(last.value);
    return before === null || before === 'start' ? 'school' : before;
  });
  effect(() => {
    const id = sectionOf(hash.value);
    if (id !== null) void optionsSection.write({ hash: `#${id}`, asked: false });
  });

  return {
    shown,
    /** What the address names inside the section. */
    inside: computed(() => insideOf(hash.value)),
    /** Whether the address has changed since the page was opened. Then the section gets the focus. */
    moved: () => hasMoved,
    show: (id: SectionId): void => {
      location.hash = `#${id}`;
    },
    /** Drops what the address names inside its section, so that the same address can be asked for again. */
    leaveInside(): void {
      const id = sectionOf(hash.value);
      if (id === null || insideOf(hash.value) === '') return;
      history.replaceState(history.state, '', `#${id}`);
      hash.value = location.hash;
    },
  };
}
export type SectionsModel = ReturnType<typeof createSections>;
