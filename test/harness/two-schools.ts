import { DEMO_ORG, NIGHT_KEY, OTHER_ORG } from '../../dev/fake-ibl/api.ts';
import { connections, type Connection } from '../../lib/store/items/connections.ts';
import { unit } from './sample-places.ts';
import type { Study } from './worker-harness.ts';

/* A learner with two schools. The first is the default; the second has a site of its own. */

export const EDX = 'https://learning.edx.org';
export const IBL = 'https://apps.learn.iblai.app';
/** A course of the second site only. */
export const NIGHT = 'course-v1:ibl+Night+2026';

export const connectNight = (study: Study, id: string | null = null, key: string = NIGHT_KEY) =>
  study.ask({ type: 'connection/connect', id, address: '', org: OTHER_ORG, username: 'ada', key });

/** Returns the id of the connection to a school. */
export async function idOf(org: string): Promise<string> {
  const found = (await connections.read()).find((one) => one.org === org);
  if (!found) throw new Error(`No connection to ${org}.`);
  return found.id;
}

/** Connects both schools and moves the second site to the second school. Returns the ids of the connections. */
export async function connectBoth(study: Study): Promise<{ demo: string; night: string }> {
  await study.connect();
  await connectNight(study);
  const [demo, night] = [await idOf(DEMO_ORG), await idOf(OTHER_ORG)];
  await study.ask({ type: 'connection/site', origin: IBL, id: night });
  return { demo, night };
}

/** Opens a unit of a course at a site. */
export async function seeAt(
  study: Study,
  {
    site,
    course,
    name,
    tab = 1,
    lesson: subsection = 'overview',
  }: { site: string; course: string; name: string; tab?: number; lesson?: string },
): Promise<void> {
  const block = course.replace('course-v1', 'block-v1');
  const lesson = `${block}+type@sequential+block@${subsection}`;
  const url = `${site}/course/${course}/${lesson}/${block}+type@vertical+block@${name}`;
  const { courseTitle = '', unitTitle = '' } = unit(name);
  await study.see({ kind: 'place', at: url, titles: { courseTitle, unitTitle } }, url, tab);
}

/** Returns the texts that a school's server has of the learner, oldest memory first. */
export const textsAt = (study: Study, org: string): string[] =>
  study.api.memories(org, 'ada').map(({ entries }) => entries[0]?.value ?? '');

export const orgsOf = (all: readonly Connection[]) => all.map(({ org }) => org);
