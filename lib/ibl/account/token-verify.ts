import * as z from 'zod/mini';
import { request } from '../client/request.ts';
import type { Answer, ApiClient } from '../client/types.ts';

/** The document gives no body; ibl.ai's own client reads this of it. */
const reply = z.object({ username: z.string() });

/** Whose key it is; null where the server does not tell. */
export async function keyUser(client: ApiClient): Promise<Answer<string | null>> {
  const answer = await request(client, 'GET', '/api/core/token/verify/');
  if (!answer.ok) return answer;
  const parsed = reply.safeParse(answer.body);
  return {
    ...answer,
    body: parsed.success && parsed.data.username !== '' ? parsed.data.username : null,
  };
}
