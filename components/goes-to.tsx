import { i18n } from '#i18n';
import type { Connection } from '../lib/store/connections.ts';
import type { Overview } from '../lib/sync/overview.ts';
import { connectionsIn } from './school.ts';
import { schoolName } from './names.ts';
import { MARK, Sentence } from './sentence.tsx';

interface Props {
  readonly overview: Overview | undefined;
  readonly connection: Connection | null | undefined;
}

/** Which school a place goes to, where there are several. */
export function GoesTo({ overview, connection }: Props) {
  const all = connectionsIn(overview);
  if (!connection || all.length < 2) return null;
  return (
    <p class="quiet" data-testid="goes-to">
      <Sentence text={i18n.t('schools.goesTo', [MARK])} values={[schoolName(all, connection)]} />
    </p>
  );
}
