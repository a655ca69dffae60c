import { describe, expect, test } from 'vitest';
import { DEMO_KEY, NIGHT_KEY, OTHER_KEY, OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { browser } from '../../../lib/browser.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { readDrafts, writeDraft } from '../../../lib/store/items/drafts.ts';
import { reopenStudy, study, useStudy } from '../../harness/use-study.ts';

useStudy();

const text = () => study.memories()[0]?.entries[0]?.value;

describe('connecting', () => {
  const kindOf = async (key: string) => {
    const reply = await study.connect(key);
    return reply.ok ? 'ok' : reply.why.kind === 'status' ? reply.why.status : reply.why.kind;
  };

  test('works with a pasted scheme, and reports what is wrong', async () => {
    expect(await kindOf(`Api-Token ${DEMO_KEY}`)).toBe('ok');
    expect(await kindOf('f'.repeat(64))).toBe(401);
    expect(await kindOf(OTHER_KEY)).toBe(403);
    study.setOnline(false);
    expect(await kindOf(DEMO_KEY)).toBe('no-network');
  });

  test('keeps the stored key if none is typed, and changes nothing with a wrong key', async () => {
    await study.connect();
    expect(await kindOf('f'.repeat(64))).toBe(401);
    expect(await kindOf('')).toBe('ok');
  });

  test('stores where the mentor is, and changes it only when the learner does', async () => {
    const form = {
      type: 'connection/connect',
      id: null,
      address: '',
      org: 'demo-university',
      username: 'ada',
      key: DEMO_KEY,
    } as const;
    const stored = async () => (await connections.read())[0]?.mentor;
    expect(await study.ask({ ...form, mentor: 'mentor.school.edu/chat' })).toEqual({ ok: true });
    expect(await stored()).toBe('https://mentor.school.edu/chat');
    expect(await study.ask(form)).toEqual({ ok: true });
    expect(await stored()).toBe('https://mentor.school.edu/chat');
    expect(await study.ask({ ...form, mentor: 'http://mentor.school.edu' })).toEqual({
      ok: false,
      why: { kind: 'field', field: 'mentor' },
    });
    expect(await study.ask({ ...form, mentor: ' ' })).toEqual({ ok: true });
    expect(await stored()).toBeNull();
  });

  test('to another school sends the pending place there, and nothing more to the old one', async () => {
    await study.connect();
    study.setOnline(false);
    await study.seeUnit('a');
    study.setOnline(true);
    const old = await study.connectionId();
    await writeDraft(old, 'about_user', { text: 'Typed before.', base: 'Of another account.' });
    // As after a restart, only the outbox record still knows the pending place.
    await browser.storage.session.clear();
    const night = {
      type: 'connection/connect',
      id: old,
      address: '',
      org: OTHER_ORG,
      username: 'ada',
      key: NIGHT_KEY,
    } as const;
    expect(await study.ask(night)).toEqual({ ok: true });
    await study.wait(10_000);
    expect(study.api.memories(OTHER_ORG, 'ada')).toHaveLength(1);
    expect(study.memories()).toHaveLength(0);
    const id = await study.connectionId();
    expect(await readDrafts(id)).toEqual({ about_user: { text: 'Typed before.', base: '' } });
    expect(
      Object.keys(await browser.storage.local.get()).filter((key) => key.includes(old)),
    ).toEqual([]);
  });

  test('to another school loses no pending place, wherever the worker is stopped', async () => {
    const night = { type: 'connection/connect', address: '', org: OTHER_ORG } as const;
    let stopped = true;
    for (let calls = 0; stopped; calls += 1) {
      await reopenStudy();
      stopped = false;
      study.first.onStop = (call) => (stopped ||= call !== null);
      await study.connect();
      await study.seeUnit('a');
      await study.see({ kind: 'none' }, 'https://learning.edx.org/');
      study.stopWorkerAt({ calls, side: 'after' });
      const id = await study.connectionId();
      const again = () => study.ask({ ...night, id, username: 'ada', key: NIGHT_KEY });
      await again().catch(again);
      study.stopWorkerAt(null);
      await study.wait(60_000);
      const memories = study.api.memories(OTHER_ORG, 'ada');
      expect(memories, `stopped at call ${calls}`).toHaveLength(1);
    }
  });

  test('to another school in the middle of a send sends nothing more to the old one', async () => {
    await study.connect();
    await study.seeUnit('a');
    study.api.faults.add({ path: /memory/, times: 1, do: { kind: 'delay', ms: 3_000 } });
    await study.wait(5_500);
    await study.ask({
      type: 'connection/connect',
      id: await study.connectionId(),
      address: '',
      org: OTHER_ORG,
      username: 'ada',
      key: NIGHT_KEY,
    });
    await study.wait(60_000);
    expect(study.memories()).toEqual([]);
    expect(study.api.memories(OTHER_ORG, 'ada')).toHaveLength(1);
  });

  test('never stores the key in storage.local', async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(JSON.stringify(await browser.storage.local.get())).not.toContain(DEMO_KEY);
  });

  test('sends the place that was pending since Disconnect, after which nothing was sent', async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.disconnect();
    await study.wait(60_000);
    expect(study.writes()).toEqual([]);
    await study.connect();
    await study.wait(6_000);
    expect(text()).toContain('"Unit a"');
  });
});
