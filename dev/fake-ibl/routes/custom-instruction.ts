import { Fields } from '../field-validation.ts';
import { notFound, Rejected } from '../api-error.ts';
import { OF_USER } from '../resource.ts';
import type { Call, Reply, Resource, Server } from '../resource.ts';
import { EMPTY_INSTRUCTION } from '../store/instructions.ts';
import type { InstructionTexts, StoredInstruction } from '../store/instructions.ts';
import type { Switches } from '../server-variants.ts';
import { withZ } from '../timestamps.ts';

const MISSING = 'Custom instruction not found';
const SHORTENED = 12;

export function customInstruction(server: Server): Resource {
  const { instructions } = server.store;
  const find = (call: Call): StoredInstruction | null =>
    instructions.find(call.part('org'), call.part('user'));
  const write = (call: Call, texts: InstructionTexts): StoredInstruction =>
    instructions.write(call.part('org'), call.part('user'), texts, server.moment());
  const reply = (status: number, row: StoredInstruction): Reply => ({
    status,
    body: shown(row, server.switches.instruction),
  });

  /**
   * Saves the texts. With `nothing`, answers with what was asked for, although it was not kept;
   * with `shortened`, answers with the shortened texts that were kept.
   */
  const save = (call: Call, status: number, before: InstructionTexts): Reply => {
    const { instruction, omitted, storesSomethingElse } = server.switches;
    const sent = readTexts(call, instruction);
    const base = omitted === 'emptied' ? EMPTY_INSTRUCTION : before;
    const after = { ...base, ...sent };
    if (storesSomethingElse === 'nothing') {
      return reply(status, { ...write(call, before), ...after });
    }
    return reply(status, write(call, storesSomethingElse === 'shortened' ? shorten(after) : after));
  };

  return {
    path: `${OF_USER}/custom-instruction/`,
    exists: () => server.switches.instruction !== 'absent',
    methods: {
      GET(call) {
        const row = find(call);
        if (row !== null) return reply(200, row);
        if (server.switches.missing === '404') throw notFound(MISSING);
        // A real school had a row with an id and no texts, so reading must have created it.
        return reply(200, write(call, EMPTY_INSTRUCTION));
      },
      POST(call) {
        // The document only says "Invalid data"; one user cannot have a second row.
        if (find(call)) throw new Rejected(400, { error: 'Custom instruction already exists.' });
        return save(call, 201, EMPTY_INSTRUCTION);
      },
      PUT(call) {
        const row = find(call);
        if (row === null) throw notFound(MISSING);
        return save(call, 200, row);
      },
    },
  };
}

function readTexts(call: Call, shape: Switches['instruction']): Partial<InstructionTexts> {
  const fields = new Fields(call.body);
  const texts: Partial<InstructionTexts> = {};
  const keep = <K extends keyof InstructionTexts>(
    name: K,
    value: InstructionTexts[K] | undefined,
  ): void => {
    if (value !== undefined) texts[name] = value;
  };
  if (shape === 'content') {
    keep('content', fields.text('content', { required: true }) ?? undefined);
  } else {
    keep('about_user', fields.text('about_user', { nullable: true }));
    keep('mentor_tone', fields.text('mentor_tone', { nullable: true }));
  }
  if (shape === 'structured') {
    keep('profession', fields.text('profession', { max: 100 }) ?? undefined);
    keep('desired_mentor_traits', fields.text('desired_mentor_traits') ?? undefined);
  }
  fields.finish();
  return texts;
}

function shown(row: StoredInstruction, shape: Switches['instruction']): Record<string, unknown> {
  if (shape === 'content') {
    return {
      id: row.id,
      username: row.username,
      platform_key: row.school,
      content: row.content,
      created_at: withZ(row.created_at),
      updated_at: withZ(row.updated_at),
    };
  }
  const short = { id: row.id, about_user: row.about_user, mentor_tone: row.mentor_tone };
  if (shape === 'short') return short;
  const { profession, desired_mentor_traits } = row;
  return { ...short, profession, desired_mentor_traits };
}

function shorten(texts: InstructionTexts): InstructionTexts {
  return {
    about_user: texts.about_user?.slice(0, SHORTENED) ?? null,
    mentor_tone: texts.mentor_tone?.slice(0, SHORTENED) ?? null,
    profession: texts.profession.slice(0, SHORTENED),
    desired_mentor_traits: texts.desired_mentor_traits.slice(0, SHORTENED),
    content: texts.content.slice(0, SHORTENED),
  };
}
