import { forbidden, Rejected } from '../api-error.ts';
import type { Resource, Server } from '../resource.ts';
import type { People, Person } from '../store/people.ts';

/** Lists the schools of a user. */
export function userPlatforms(server: Server): Resource {
  const { people } = server.store;
  return {
    path: '/api/core/users/platforms/',
    exists: () => server.switches.platforms !== 'absent',
    methods: {
      GET({ caller, url }) {
        if (server.switches.platforms === 'admins' && !caller.isAdmin) throw forbidden();
        const person = asked(server, url.searchParams);
        if (person?.username !== caller.username && !caller.isAdmin) throw forbidden();
        return { status: 200, body: person === null ? [] : links(people, person) };
      },
    },
  };
}

function asked({ store: { people }, switches }: Server, query: URLSearchParams): Person | null {
  const id = query.get('user_id');
  if (id !== null) return people.person('id', Number(id) || 0);
  const username = query.get('username');
  if (username !== null) {
    const kept = switches.findsUsers === 'alike' ? people.kept(username) : null;
    return people.person('username', kept ?? username);
  }
  const email = query.get('email');
  if (email !== null) return people.person('email', email);
  throw new Rejected(400, { error: 'One of user_id, username or email is required.' });
}

function links(people: People, person: Person): Record<string, unknown>[] {
  return people.memberships(person.username).map((membership) => {
    const school = people.school(membership.school);
    return {
      user_id: person.id,
      username: person.username,
      email: person.email,
      user_active: true,
      key: membership.school,
      org: school?.edx_org ?? '',
      platform_name: school?.name ?? '',
      lms_url: school?.lms_url ?? '',
      cms_url: '',
      portal_url: '',
      is_admin: membership.is_admin,
      is_staff: false,
      added_on: null,
      expired_on: null,
      public: 'false',
      active: true,
    };
  });
}
