import { describe, expect, test } from 'vitest';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

useStudy();

const text = () => study.memories()[0]?.entries[0]?.value;
const requests = () => study.api.log.length;

describe('one unit', () => {
  test('becomes one memory of the right name, course and text, in at most five requests', async () => {
    await study.connect();
    const before = requests();
    await study.seeUnit('a');
    await study.wait(4_900);
    expect(study.memories()).toHaveLength(0);
    await study.wait(1_000);
    const [memory] = study.memories();
    expect(memory?.name).toBe(await memoryName(COURSE));
    expect(memory?.catalogItemId).toBe(COURSE);
    expect(text()).toContain(
      `"Unit a" (key "${unit('a').unitKey}"). Address: "${unit('a').url}". Updated `,
    );
    expect(requests() - before).toBeLessThanOrEqual(5);
  });

  test('then the next one updates its entry in one request, and again costs none', async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
    const before = requests();
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(study.memories()).toHaveLength(1);
    expect(text()).toContain('Now at: "Introduction" > "Demo Course Overview" > "Unit b"');
    expect(text()).toContain('Before that: "Unit a".');
    await study.seeUnit('b');
    await study.wait(120_000);
    expect(requests() - before).toBe(1);
  });

  test('a glance at another course and back, with nothing new in either, costs nothing', async () => {
    const other = unit('a').url.replaceAll('DemoX', 'Other');
    const glance = { kind: 'place', at: other, titles: { unitTitle: 'Other' } } as const;
    await study.connect();
    await study.see(glance, other, 2);
    await study.wait(6_000);
    await study.seeUnit('a');
    await study.wait(6_000);
    const before = requests();
    await study.see(glance, other, 2);
    await study.wait(2_000);
    await study.seeUnit('a');
    await study.wait(60_000);
    expect(requests()).toBe(before);
    await study.see(glance, other, 2);
    await study.wait(60_000);
    expect(requests()).toBe(before + 1);
  });

  test('five in a row: only the last is sent', async () => {
    await study.connect();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await study.seeUnit(name);
      await study.wait(1_000);
    }
    await study.wait(6_000);
    expect(study.writes()).toHaveLength(1);
    expect(text()).toContain('"Unit e"');
  });

  test('seen before connecting is the first that is kept', async () => {
    await study.seeUnit('a');
    expect(await study.connect()).toEqual({ ok: true });
    await study.wait(6_000);
    expect(text()).toContain('"Unit a"');
  });
});
