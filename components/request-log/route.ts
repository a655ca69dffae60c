/* What a logged request was for, by its method and path. */

/** What Waypoint wanted with a request. Each has a sentence in `sent.did`. */
export type Purpose =
  | 'savePlace'
  | 'lookForPlace'
  | 'listPlaces'
  | 'readPlace'
  | 'deletePlace'
  | 'askSchool'
  | 'listSchool'
  | 'readSchool'
  | 'deleteSchool'
  | 'askMemory'
  | 'readInstruction'
  | 'saveInstruction'
  | 'askChats'
  | 'fetchChats'
  | 'checkKey'
  | 'askOwner'
  | 'askSchools'
  /** A request of another version of Waypoint. */
  | 'other';

const OF_USER = '/api/ai-mentor/orgs/*/users/*';
/** Every operation of the API that Waypoint uses. A test compares them with its contract. */
const PURPOSES: Readonly<Record<string, Purpose>> = {
  [`POST ${OF_USER}/memories/`]: 'savePlace',
  [`POST ${OF_USER}/memory-entries/*/`]: 'savePlace',
  [`GET ${OF_USER}/memories/`]: 'listPlaces',
  [`GET ${OF_USER}/memory/*/`]: 'readPlace',
  [`DELETE ${OF_USER}/memory/*/`]: 'deletePlace',
  [`GET ${OF_USER}/edx-memory/`]: 'listSchool',
  [`GET ${OF_USER}/edx-memory/*/`]: 'readSchool',
  [`DELETE ${OF_USER}/edx-memory/*/`]: 'deleteSchool',
  [`GET ${OF_USER}/custom-instruction/`]: 'readInstruction',
  [`POST ${OF_USER}/custom-instruction/`]: 'saveInstruction',
  [`PUT ${OF_USER}/custom-instruction/`]: 'saveInstruction',
  [`POST ${OF_USER}/export-chathistory/`]: 'askChats',
  [`GET ${OF_USER}/downloads/tasks/*/`]: 'fetchChats',
  'GET /api/ai-prompt/orgs/*/users/*/memory-status/': 'askMemory',
  'GET /api/core/token/verify/': 'askOwner',
  'GET /api/core/users/platforms/': 'askSchools',
};

export interface Route {
  readonly purpose: Purpose;
  /** The course of a question about one course. */
  readonly courseKey: string | null;
  /** The name under which a memory was looked for. */
  readonly memoryName: string | null;
  /** The page of a list; 1 if the request does not say. */
  readonly page: number;
}

/** Returns what a request was for, and what its address says about it. */
export function routeOf(method: string, path: string): Route {
  const [address = '', search] = path.split('?');
  const asked = new URLSearchParams(search);
  const courseKey = asked.get('course_id');
  const page = Number(asked.get('page') ?? 1);
  const purpose = purposeOf(method, address.split('/'));
  const found = { purpose, courseKey, memoryName: null, page };
  if (purpose === 'listSchool' && courseKey !== null) return { ...found, purpose: 'askSchool' };
  // Only the test of a connection asks for a single row.
  if (purpose === 'listSchool' && asked.get('page_size') === '1') {
    return { ...found, purpose: 'checkKey' };
  }
  const memoryName = purpose === 'readPlace' ? address.split('/').at(-2) : undefined;
  if (memoryName?.startsWith('edx-context-') !== true) return found;
  return { ...found, purpose: 'lookForPlace', memoryName };
}

function purposeOf(method: string, parts: readonly string[]): Purpose {
  const isOfUser = parts[3] === 'orgs' && parts[5] === 'users';
  const shape = parts.map((part, i) => (isOfUser && (i === 4 || i === 6) ? '*' : part));
  // The part before the last slash may be an id.
  const withId = shape.map((part, i) => (i === shape.length - 2 ? '*' : part));
  const purposes = [shape, withId].map((all) => PURPOSES[`${method} ${all.join('/')}`]);
  return purposes.find((one) => one !== undefined) ?? 'other';
}
