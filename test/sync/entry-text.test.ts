import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryText, withoutUpdated } from '../../lib/sync/entry-text.ts';
import { COURSE, unit } from './examples.ts';

const visit = (name: string) => ({ unitKey: unit(name).unitKey ?? '', title: `Unit ${name}` });

test('says course, place, address, what came before, and when', () => {
  const text = entryText(unit('b'), [visit('b'), visit('a')]);
  expect(text).toBe(
    `Studying "Demonstration Course" (${COURSE}). ` +
      `Now at: "Introduction" > "Demo Course Overview" > "Unit b" (${unit('b').unitKey}). ` +
      `${unit('b').url} Before that: "Unit a". Updated 2026-11-23T10:00Z.`,
  );
  expect(withoutUpdated(text)).toBe(text.replace(' Updated 2026-11-23T10:00Z.', ''));
});

test('leaves out what is not certain', () => {
  const { courseTitle: _c, sectionTitle: _s, unitTitle: _u, ...bare } = unit('a');
  expect(entryText(bare, [])).toContain(
    `Studying a course (${COURSE}). Now at: "Demo Course Overview" > a unit (`,
  );
});

test('a title cannot end its own quotation', () => {
  const text = entryText({ ...unit('a'), unitTitle: 'x" (fake). Now at: "y' }, []);
  expect(text).toContain(`"x' (fake). Now at: 'y"`);
});

test('never longer than 2,000 characters, and keys are never cut', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(
      words,
      words,
      words,
      words,
      fc.array(words, { maxLength: 10 }),
      fc.nat(3500),
      (...all) => {
        const [courseTitle, sectionTitle, subsectionTitle, unitTitle, before, long] = all;
        const place = { ...unit('a'), courseTitle, sectionTitle, subsectionTitle, unitTitle };
        const url = `${place.url}/${'x'.repeat(long)}`;
        const visited = before.map((title, i) => ({ unitKey: `block-${i}`, title }));
        const text = entryText({ ...place, url }, visited);
        expect(text.length).toBeLessThanOrEqual(2000);
        expect(text).toContain(`(${place.courseKey}). `);
        expect(text).toContain(`(${place.unitKey}).`);
        expect(text.endsWith('Updated 2026-11-23T10:00Z.')).toBe(true);
      },
    ),
  );
});

test('the oldest visits go first', () => {
  const visited = Array.from({ length: 10 }, (_, i) => ({
    unitKey: `block-${i}`,
    title: `${i} ${'x'.repeat(198)}`,
  }));
  const text = entryText(unit('a'), visited);
  expect(text).toContain('"0 x');
  expect(text).not.toContain('"9 x');
});
