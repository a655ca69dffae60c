import * as z from 'zod/mini';
import { request } from '../client/request.ts';
import type { Answer, ApiClient } from '../client/types.ts';

/** The API document describes no body for this reply. ibl.ai's own client reads this field. */
const reply = z.object({ username: z.string() });

/** Returns the username that the key belongs to; null if the server does not say. */
export async function keyUser(client: ApiClient): Promise<Answer<string | null>> {
  const answer = await request(client, 'GET', '/api/core/token/verify/');
  if (!answer.ok) return answer;
  const parsed = reply.safeParse(answer.body);
  return {
    ...answer,
    body: parsed.success && parsed.data.username !== '' ? parsed.data.username : null,
  };
}
