import * as z from 'zod/mini';
import { short } from '../../shared/schema.ts';
import { request } from '../client/request.ts';
import type { Answer, ApiClient } from '../client/types.ts';
import { cleanTitle } from '../../shared/clean-title.ts';
import { isPathPart, query } from '../client/paths.ts';

const row = z.object({
  /** The platform key, which is the organization in every path. `org` is another name for it. */
  key: short(200).check(z.refine(isPathPart)),
  platform_name: z.optional(z.nullable(z.string())),
  is_admin: z.optional(z.nullable(z.boolean())),
  is_staff: z.optional(z.unknown()),
  active: z.optional(z.nullable(z.boolean())),
});

/** One school of a user. */
export interface Platform {
  readonly key: string;
  /** The school's own name; its key if it has no name. */
  readonly name: string;
  readonly isAdmin: boolean;
  /**
   * The server says that the user is not an administrator there, and does not say that they are
   * staff.
   */
  readonly isLearner: boolean;
}

/** Most schools to return. A learner has a few; an administrator of all may have any number. */
const MOST = 20;

/**
 * Returns the schools of a user. Skips rows that are not valid. Many servers answer this only for
 * administrators.
 */
export async function platformsOf(
  client: ApiClient,
  username: string,
): Promise<Answer<Platform[]>> {
  const path = `/api/core/users/platforms/${query({ username })}`;
  const answer = await request(client, 'GET', path);
  if (!answer.ok) return answer;
  const rows: readonly unknown[] = Array.isArray(answer.body) ? answer.body : [];
  const all = rows.flatMap((raw): Platform[] => {
    const parsed = row.safeParse(raw);
    if (!parsed.success || parsed.data.active === false) return [];
    const { key, platform_name, is_admin, is_staff } = parsed.data;
    const name = cleanTitle(platform_name, 100) ?? key;
    const isLearner = is_admin === false && !is_staff;
    return [{ key, name, isAdmin: is_admin === true, isLearner }];
  });
  return { ...answer, body: all.slice(0, MOST) };
}
