import { describe, expect, test } from 'vitest';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

useStudy();

const text = () => study.memories()[0]?.entries[0]?.value;
const requests = () => study.api.log.length;

describe('a unit', () => {
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

  test('updates the entry in one request, and costs no request when it is seen again', async () => {
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

  test('costs no request after a glance at another course if neither has anything new', async () => {
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

  test('is sent only if it is the last of five in a row', async () => {
    await study.connect();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await study.seeUnit(name);
      await study.wait(1_000);
    }
    await study.wait(6_000);
    expect(study.writes()).toHaveLength(1);
    expect(text()).toContain('"Unit e"');
  });

  test('is saved after connecting if it was seen before', async () => {
    await study.seeUnit('a');
    expect(await study.connect()).toEqual({ ok: true });
    await study.wait(6_000);
    expect(text()).toContain('"Unit a"');
  });
});
