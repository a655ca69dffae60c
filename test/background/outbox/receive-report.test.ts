import { describe, expect, test } from 'vitest';
import { study, useStudy } from '../../harness/use-study.ts';

useStudy();

const text = () => study.memories()[0]?.entries[0]?.value;

describe('a courseware page of the LMS', () => {
  const course = 'edX/DemoX/2014';
  const lesson = `https://courses.edx.org/courses/${course}/courseware/week/one/`;
  const tab = (name: string) =>
    ({
      kind: 'place',
      at: lesson,
      unitKey: `i4x://edX/DemoX/vertical/${name}`,
      subsectionKey: 'i4x://edX/DemoX/sequential/one',
      titles: { unitTitle: `Unit ${name}` },
    }) as const;

  test('reports one unit after another at the same address', async () => {
    await study.connect();
    await study.see(tab('a'), lesson);
    await study.wait(6_000);
    expect(study.memories()[0]?.catalogItemId).toBe(course);
    expect(text()).toContain(`"Unit a" (key "i4x://edX/DemoX/vertical/a"). Address: "${lesson}". `);
    await study.see(tab('b'), lesson);
    await study.wait(6_000);
    expect(text()).toContain('"Unit b" (key "i4x://edX/DemoX/vertical/b")');
    expect(text()).toContain('Before that: "Unit a".');
  });

  test('keeps its pending place through an exam in the next subsection of the course', async () => {
    await study.connect();
    await study.see(tab('a'), lesson);
    const exam = { kind: 'blocked', reason: 'exam' } as const;
    await study.see(exam, lesson.replace('one', 'exam'));
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    study.tabs.delete(1);
    await study.wait(40_000);
    expect(text()).toContain('"Unit a"');
  });

  test('is saved if it shows a single unit, and not if it shows a single problem', async () => {
    await study.connect();
    for (const type of ['problem', 'vertical']) {
      const url = `https://courses.edx.org/xblock/block-v1:edX+DemoX+Demo_Course+type@${type}+block@x`;
      await study.see({ kind: 'place', at: url, titles: { unitTitle: `A ${type}` } }, url);
      await study.wait(6_000);
      expect(study.writes()).toHaveLength(type === 'problem' ? 0 : 1);
    }
    expect(text()).toContain('"A vertical"');
  });
});
