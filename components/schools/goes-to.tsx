import { i18n } from '#i18n';
import type { Connection } from '../../lib/store/items/connections.ts';
import type { Overview } from '../../lib/domain/overview.ts';
import { connectionsIn } from './selected-school.ts';
import { schoolName } from '../ui/names.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';

interface Props {
  readonly overview: Overview | undefined;
  readonly connection: Connection | null | undefined;
}

/** Shows which school a place goes to, if there are several. */
export function GoesTo({ overview, connection }: Props) {
  const all = connectionsIn(overview);
  if (!connection || all.length < 2) return null;
  return (
    <p class="quiet" data-testid="goes-to">
      <Sentence text={i18n.t('schools.goesTo', [MARK])} values={[schoolName(all, connection)]} />
    </p>
  );
}
