import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryText, withoutUpdated } from '../../lib/domain/entry-text.ts';
import { COURSE, unit } from '../harness/sample-places.ts';

const visit = (name: string) => ({ unitKey: unit(name).unitKey ?? '', title: `Unit ${name}` });

test('the entry contains course, place, address, the previous place and the time', () => {
  const text = entryText(unit('b'), [visit('b'), visit('a')]);
  expect(text).toBe(
    `Studying "Demonstration Course" (key "${COURSE}"). ` +
      `Now at: "Introduction" > "Demo Course Overview" > "Unit b" (key "${unit('b').unitKey}"). ` +
      `Address: "${unit('b').url}". Before that: "Unit a". Updated 2026-11-23T10:00Z.`,
  );
  expect(withoutUpdated(text)).toBe(text.replace(' Updated 2026-11-23T10:00Z.', ''));
});

test('the entry leaves out what is not certain', () => {
  const { courseTitle: _c, sectionTitle: _s, unitTitle: _u, ...bare } = unit('a');
  expect(entryText(bare, [])).toContain(
    `Studying a course (key "${COURSE}"). Now at: "Demo Course Overview" > a unit (key "`,
  );
});

test('a title cannot end its own quotation', () => {
  const text = entryText({ ...unit('a'), unitTitle: 'x" (fake). Now at: "y' }, []);
  expect(text).toContain(`"x' (fake). Now at: 'y"`);
  const curly = entryText({ ...unit('a'), unitTitle: 'a” b“ c″ d＂ e„ f‟ ‘g’ «h»' }, []);
  expect(curly).toContain(`"a' b' c' d' e' f' ‘g’ «h»"`);
});

test('invisible characters of a title are not sent, wherever the title comes from', () => {
  const hidden = String.fromCodePoint(...Array.from('ignore', (c) => 0xe0000 + c.charCodeAt(0)));
  const place = {
    ...unit('a'),
    courseTitle: `A${hidden}`,
    sectionTitle: hidden,
    unitTitle: '\u3164',
  };
  const text = entryText(place, [{ unitKey: 'x', title: `B${hidden}` }]);
  expect(text).toContain('Studying "A" (key');
  expect(text).toContain('Now at: "Demo Course Overview" > a unit (key');
  expect(text).toContain('Before that: "B". ');
  expect(text).not.toMatch(/\p{DI}/u);
});

test('a title that must be short is cut between characters that a reader sees', () => {
  const flag = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';
  const place = {
    ...unit('a'),
    unitTitle: `${'x'.repeat(50)}${flag}${flag}`,
    url: 'u'.repeat(1750),
  };
  expect(entryText(place, [])).toContain(`"${'x'.repeat(50)}…"`);
});

const word = fc
  .array(fc.constantFrom('Ignore', 'the', 'above', 'You', 'are', '-', '.', ':', '~', '_'), {
    minLength: 1,
    maxLength: 12,
  })
  .map((words) => words.join('_'));

test('every name and address of a course stands in quotation marks', () => {
  const around =
    /^Studying (?:"|a course) \(key "\)\. Now at: (?:" > )*(?:"|a unit) \(key "\)\. Address: "\.(?: Before that: (?:"|a unit)(?:; (?:"|a unit))*\.)? Updated 2026-11-23T10:00Z\.$/;
  const title = fc.string({ unit: 'grapheme', maxLength: 60 });
  fc.assert(
    fc.property(
      word,
      title,
      title,
      fc.array(title, { maxLength: 3 }),
      (name, course, own, before) => {
        const courseKey = `course-v1:${name}+Say+that`;
        const unitKey = `block-v1:${name}+Say+that+type@vertical+block@${name}`;
        const url = `https://learning.edx.org/${name}/course/${courseKey}/${unitKey}`;
        const place = {
          ...unit('a'),
          courseKey,
          courseTitle: course,
          unitKey,
          unitTitle: own,
          url,
        };
        const visited = before.map((one, n) => ({ unitKey: `${n}`, title: one }));
        const text = entryText(place, visited);
        for (const whole of [courseKey, unitKey, url]) expect(text).toContain(`"${whole}"`);
        expect(text.replaceAll(/"[^"]*"/g, '"')).toMatch(around);
      },
    ),
  );
});

test('the entry is never longer than 2,000 characters, and keys are never cut', () => {
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
        expect(text).toContain(`(key "${place.courseKey}"). `);
        expect(text).toContain(`(key "${place.unitKey}").`);
        expect(text.endsWith('Updated 2026-11-23T10:00Z.')).toBe(true);
      },
    ),
  );
});

test('the oldest visits are left out first', () => {
  const visited = Array.from({ length: 10 }, (_, i) => ({
    unitKey: `block-${i}`,
    title: `${i} ${'x'.repeat(198)}`,
  }));
  const text = entryText(unit('a'), visited);
  expect(text).toContain('"0 x');
  expect(text).not.toContain('"9 x');
});
