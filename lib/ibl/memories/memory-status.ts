import * as z from 'zod/mini';
import { request } from '../client/request.ts';
import type { Answer, ApiClient } from '../client/types.ts';

const status = z.object({ enabled: z.boolean() });

/**
 * Returns whether the server uses this user's memory at all. Null if the server does not say: it
 * lacks the route, nothing was set for the user, the key may not ask, or the answer has another
 * form.
 */
export async function readMemoryStatus(client: ApiClient): Promise<Answer<boolean | null>> {
  const { org, username } = client.account;
  const parts = ['api', 'ai-prompt', 'orgs', org, 'users', username, 'memory-status'];
  const path = `/${parts.map(encodeURIComponent).join('/')}/`;
  const answer = await request(client, 'GET', path);
  if (!answer.ok) return answer;
  const parsed = status.safeParse(answer.body);
  return { ...answer, body: parsed.success ? parsed.data.enabled : null };
}
