/** One way in which the real server is known to differ from its own document. */
export interface Deviation {
  /** The name in tests. */
  readonly name: string;
  /** The document's operationId, or `all`. */
  readonly operation: string;
  readonly side: 'request' | 'reply';
  /** The statuses of the replies with this deviation. */
  readonly statuses?: readonly number[];
  /** Matches the breach, as `check.ts` words it. */
  readonly breach: RegExp;
  readonly reason: string;
}

const INSTRUCTION = 'ai_mentor_orgs_users_custom_instruction';

export const DEVIATIONS: readonly Deviation[] = [
  ...['create', 'update'].map((act) => ({
    name: `no id in an instruction that is sent (${act})`,
    operation: `${INSTRUCTION}_${act}`,
    side: 'request' as const,
    breach: /^body must have required property 'id'$/,
    reason: 'The document reuses the schema of the reply, whose id only the server can give.',
  })),
  {
    name: 'only key and value in an entry that is sent',
    operation: 'ai_mentor_orgs_users_memory_entries_create',
    side: 'request',
    breach: /^body must have required property '(category|expires_at|inserted_at|updated_at)'$/,
    reason: 'The schema of the reply again; the sample request in the document has only these two.',
  },
  ...['list', 'retrieve'].flatMap((act) => [
    {
      name: `edX memory without a time zone (${act})`,
      operation: `ai_mentor_orgs_users_edx_memory_${act}`,
      side: 'reply' as const,
      statuses: [200],
      breach: /(date_created|last_modified) must match format "date-time"$/,
      reason: 'Every published example reads 2024-06-25T15:30:26.257140, which names no zone.',
    },
    {
      name: `edX memory without id and username (${act})`,
      operation: `ai_mentor_orgs_users_edx_memory_${act}`,
      side: 'reply' as const,
      statuses: [200],
      breach: /must have required property '(id|username)'$/,
      reason: 'The schema requires them, the published examples leave them out.',
    },
  ]),
  {
    name: 'a created memory in another shape',
    operation: 'ai_mentor_orgs_users_memories_create',
    side: 'reply',
    statuses: [200],
    breach: /^body must (be object|have required property '(count|results)')$/,
    reason: 'Documented as a page of memories; ibl.ai’s own client reads one memory.',
  },
  ...['list', 'create'].map((act) => ({
    name: `a memory without username (${act})`,
    operation: `ai_mentor_orgs_users_memories_${act}`,
    side: 'reply' as const,
    statuses: [200],
    breach: /^body\/results\/\d+ must have required property 'username'$/,
    reason: 'The schema requires it, as it does for edX memory, where the examples leave it out.',
  })),
  {
    name: 'a created memory with status 201',
    operation: 'ai_mentor_orgs_users_memories_create',
    side: 'reply',
    statuses: [201],
    breach: /^status 201 is not documented$/,
    reason: 'Usual for Django REST framework; only 200 is documented.',
  },
  {
    name: 'a chat history of several items',
    operation: 'ai_mentor_orgs_users_downloads_tasks_retrieve',
    side: 'reply',
    statuses: [200],
    breach: /^body must (be object|have required property '(content|timestamp|type)')$/,
    reason:
      'The schema is of one message, and a history has many; its own example is a bare state.',
  },
  {
    name: 'an export that is not ready, with 202',
    operation: 'ai_mentor_orgs_users_downloads_tasks_retrieve',
    side: 'reply',
    statuses: [202],
    breach: /^status 202 is not documented$/,
    reason: 'A server may well say so; documented is 200 with a state in place of the history.',
  },
  ...[201, 202].map((status) => ({
    name: `an export that is begun with ${status}`,
    operation: 'ai_mentor_orgs_users_export_chathistory_create',
    side: 'reply' as const,
    statuses: [status],
    breach: /^status \d+ is not documented$/,
    reason: 'What is only begun is answered so by many servers; the document has 200 alone.',
  })),
  ...[400, 401, 403, 404, 409, 415, 500].map((status) => ({
    name: `an error with status ${status}`,
    operation: 'all',
    side: 'reply' as const,
    statuses: [status],
    breach: /^status \d+ is not documented$/,
    reason: 'The document names hardly any error; this is one that the framework answers.',
  })),
];
