import { forbidden, notFound } from '../api-error.ts';
import type { Resource, Server } from '../resource.ts';

/** Says whether memory is used for a user. Read-only: Waypoint never turns it on or off. */
export function memoryStatus({ switches, store }: Server): Resource {
  return {
    path: '/api/ai-prompt/orgs/:org/users/:user/memory-status/',
    methods: {
      GET(call) {
        const says = switches.memoryStatus;
        if (says === 'unset') throw notFound('Memory status not found.');
        if (says === 'forbidden') throw forbidden();
        const username = call.part('user');
        const id = store.people.person('username', username)?.id ?? 0;
        const body = { id, username, platform_key: call.part('org'), enabled: says === 'on' };
        return { status: 200, body };
      },
    },
  };
}
