import { randomUUID } from 'node:crypto';
import { chatHistory } from '../chat-history.ts';
import { forbidden, notFound, Rejected } from '../api-error.ts';
import { OF_USER } from '../resource.ts';
import type { Reply, Resource, Server } from '../resource.ts';

/** Begins an export, which clients then ask for until it is ready. */
export function chatExport({ switches }: Server): Resource[] {
  /** How often a task was asked for, by school, user and task. */
  const asked = new Map<string, number>();
  return [
    {
      path: `${OF_USER}/export-chathistory/`,
      methods: {
        POST(call) {
          const id = randomUUID();
          asked.set(`${call.part('org')} ${call.part('user')} ${id}`, 0);
          const task_id = switches.exportTask === 'uuid' ? id : '17';
          return { status: switches.exportStatus, body: { task_id } };
        },
      },
    },
    {
      path: `${OF_USER}/downloads/tasks/:task/`,
      methods: {
        GET(call) {
          const task = `${call.part('org')} ${call.part('user')} ${call.part('task')}`;
          const before = asked.get(task);
          if (before === undefined) throw notFound();
          asked.set(task, before + 1);
          if (before >= switches.exportPolls) return ending(switches);
          const { exportWaits: state } = switches;
          return state === '' ? { status: 202 } : { status: 200, body: { state } };
        },
      },
    },
  ];
}

function ending({ exportEnds, exportShape, exportItems }: Server['switches']): Reply {
  switch (exportEnds) {
    case 'FAILURE':
    case 'failed':
    case 'error':
    case 'REVOKED':
      return { status: 200, body: { state: exportEnds } };
    case 'history':
      return { status: 200, body: chatHistory(exportShape, exportItems) };
    case 'text':
      return {
        status: 200,
        body: 'type,content\r\nhuman,Hello\r\n',
        type: 'text/csv; charset=utf-8',
      };
    case '401':
      throw new Rejected(401, { detail: 'Invalid token.' });
    case '403':
      throw forbidden();
    case '404':
      throw notFound();
    case '400':
    case '500':
      throw new Rejected(Number(exportEnds), { error: 'The export could not be built.' });
    default:
      // Every ending is handled above; a new one would not compile here.
      return exportEnds satisfies never;
  }
}
