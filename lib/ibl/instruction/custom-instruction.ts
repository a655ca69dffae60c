import * as z from 'zod/mini';
import { issueOf } from '../../shared/validation-issue.ts';
import { isStatus, wordsIn } from '../client/classify-fault.ts';
import { request } from '../client/request.ts';
import type { Answer, Fault, ApiClient } from '../client/types.ts';
import { CONTENT_FIELDS, sameText, STRUCTURED_FIELDS, type InstructionField } from './fields.ts';
import { notIbl } from '../client/invalid-answer.ts';
import { userPath } from '../client/paths.ts';

const text = z.optional(z.nullable(z.string()));
const reply = z.object({
  about_user: text,
  mentor_tone: text,
  profession: text,
  desired_mentor_traits: text,
  content: text,
});

export type Fields = Partial<Record<InstructionField, string>>;
export interface CustomInstruction {
  readonly shape: 'structured' | 'content';
  /** False while the server has no row for this user. The first save creates it. */
  readonly exists: boolean;
  /** All fields of the shape. Empty text if the server has null or nothing. */
  readonly fields: Fields;
}

export const fieldsOf = (shape: CustomInstruction['shape']): readonly InstructionField[] =>
  shape === 'content' ? CONTENT_FIELDS : STRUCTURED_FIELDS;

const pathOf = (client: ApiClient) => userPath(client.account, 'custom-instruction');

export async function readInstruction(client: ApiClient): Promise<Answer<CustomInstruction>> {
  const answer = await request(client, 'GET', pathOf(client));
  if (!answer.ok) {
    // If the whole route is missing, the 404 is HTML, or Django's words without "instruction".
    const words = isStatus(answer, 404) ? wordsIn(answer.fault) : '';
    if (!/instruction/i.test(words)) return answer;
    return {
      ok: true,
      status: 404,
      serverNow: null,
      body: { shape: 'structured', exists: false, fields: blank('structured') },
    };
  }
  const parsed = reply.safeParse(answer.body);
  if (!parsed.success) {
    const asked = { method: 'GET', path: pathOf(client), status: answer.status } as const;
    return notIbl(client, asked, issueOf(parsed.error, answer.body));
  }
  const stored = parsed.data;
  const structured = STRUCTURED_FIELDS.some((field) => field in stored);
  const shape = 'content' in stored && !structured ? 'content' : 'structured';
  const fields: Fields = {};
  for (const field of fieldsOf(shape)) fields[field] = stored[field] ?? '';
  return { ...answer, body: { shape, exists: true, fields } };
}

function blank(shape: CustomInstruction['shape']): Fields {
  return Object.fromEntries(fieldsOf(shape).map((field) => [field, '']));
}

export type Saved =
  | { readonly kind: 'saved'; readonly now: CustomInstruction }
  /** The server accepted the save and stored something else. */
  | {
      readonly kind: 'differs';
      readonly now: CustomInstruction;
      readonly fields: InstructionField[];
    };

/**
 * Saves the complete instruction and reads it again, because a success reply alone proves nothing.
 * `known` is what was read before; `edits` are the fields typed since.
 */
export async function saveInstruction(
  client: ApiClient,
  known: CustomInstruction,
  edits: Fields,
): Promise<Answer<Saved>> {
  const sent: Fields = { ...blank(known.shape), ...known.fields, ...edits };
  const answer = await put(client, known.exists, sent);
  if (answer.ok) return await verify(client, sent);
  if (known.exists || !isStatus(answer, 400) || isAboutAField(answer.fault, known.shape)) {
    return answer;
  }
  // The first save on a server that has not shown its shape yet: try the other shape once.
  const other = inOtherShape(known.shape, sent);
  const second = await put(client, false, other);
  return second.ok ? await verify(client, other) : answer;
}

function inOtherShape(shape: CustomInstruction['shape'], sent: Fields): Fields {
  const words = Object.values(sent).filter((value) => value.trim() !== '');
  const all = words.join('\n');
  return shape === 'structured' ? { content: all } : { ...blank('structured'), about_user: all };
}

/**
 * Whether a 400 is about a field. Then the learner has to correct the text, and the 400 says
 * nothing about the shape.
 */
function isAboutAField(fault: Fault, shape: CustomInstruction['shape']): boolean {
  if (fault.kind !== 'status') return false;
  return fieldsOf(shape).some((field) => field in (fault.fields ?? {}));
}

/**
 * Sends PUT if there is a row, POST if there is none. Sends the other one once if the server says
 * that it is the other way round (404 or 409).
 */
async function put(client: ApiClient, exists: boolean, body: Fields): Promise<Answer<unknown>> {
  const first = await request(client, exists ? 'PUT' : 'POST', pathOf(client), body);
  if (exists && isStatus(first, 404)) return await request(client, 'POST', pathOf(client), body);
  if (!exists && isStatus(first, 409)) return await request(client, 'PUT', pathOf(client), body);
  return first;
}

async function verify(client: ApiClient, sent: Fields): Promise<Answer<Saved>> {
  const read = await readInstruction(client);
  if (!read.ok) return read;
  const now = read.body;
  const fields = fieldsOf(now.shape).filter(
    (field) => !sameText(field, sent[field] ?? '', now.fields[field] ?? ''),
  );
  const kind = fields.length === 0 && now.exists ? 'saved' : 'differs';
  return { ...read, body: kind === 'saved' ? { kind, now } : { kind, now, fields: [...fields] } };
}
