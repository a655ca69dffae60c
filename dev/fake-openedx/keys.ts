/** How the keys of a course and its blocks are written. */
export interface KeyStyle {
  readonly org: string;
  readonly number: string;
  /** The course's own key. */
  readonly key: string;
  readonly blockKey: (type: string, id: string) => string;
}

/** Returns keys such as `course-v1:ORG+NUMBER+RUN`, as every course has had since 2014. */
export function newKeys(org: string, number: string, run: string): KeyStyle {
  const inside = `${org}+${number}+${run}`;
  return {
    org,
    number,
    key: `course-v1:${inside}`,
    blockKey: (type, id) => `block-v1:${inside}+type@${type}+block@${id}`,
  };
}

/** Returns the keys of a coach's own run of a course, which is another course than its original. */
export function coachKeys(org: string, number: string, run: string, coach: number): KeyStyle {
  const inside = `${org}+${number}+${run}+ccx@${coach}`;
  return {
    org,
    number,
    key: `ccx-v1:${inside}`,
    blockKey: (type, id) => `ccx-block-v1:${inside}+type@${type}+block@${id}`,
  };
}

/** Returns keys such as `ORG/NUMBER/RUN`. The keys of the blocks do not contain the run. */
export function oldKeys(org: string, number: string, run: string): KeyStyle {
  return {
    org,
    number,
    key: `${org}/${number}/${run}`,
    blockKey: (type, id) => `i4x://${org}/${number}/${type}/${id}`,
  };
}
