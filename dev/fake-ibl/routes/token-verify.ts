import { Rejected } from '../api-error.ts';
import type { Resource, Server } from '../resource.ts';

/** Says whose key this is. The answer names no school. */
export function tokenVerify(server: Server): Resource {
  return {
    path: '/api/core/token/verify/',
    methods: {
      GET({ caller }) {
        if (server.switches.verify === '400') throw new Rejected(400, { error: 'Bad request.' });
        const person = server.store.people.person('username', caller.username);
        const body = { username: person?.username, email: person?.email, user_id: person?.id };
        return { status: 200, body };
      },
    },
  };
}
