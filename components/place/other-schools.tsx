import { i18n } from '#i18n';
import { openOptions } from '../data/browser.ts';
import type { Overview } from '../../lib/domain/overview.ts';
import { connectionsIn } from '../schools/selected-school.ts';
import { Message } from '../ui/message.tsx';
import { schoolName } from '../ui/names.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { heldAt, isInTrouble } from './waiting-groups.ts';
import { WaitingUnits } from './waiting-places.tsx';

/**
 * Warns about other schools that have stopped or that could not delete everything, with what waits
 * there, so that the page in front hides no failure.
 */
export function OtherSchools({ overview, here }: { overview: Overview; here: string | undefined }) {
  return overview.all.map((one) => {
    const { connection, disconnecting } = one;
    if (connection.id === here || !isInTrouble(one)) return null;
    return (
      <Message key={connection.id} tone="stop" data-testid="other-school">
        <p>
          <Sentence
            text={i18n.t(disconnecting ? 'schools.notAllDeleted' : 'schools.stopped', [MARK])}
            values={[schoolName(connectionsIn(overview), connection)]}
          />
        </p>
        <WaitingUnits overview={overview} places={heldAt(overview, connection.id)} />
        <div class="row">
          <button
            type="button"
            onClick={() =>
              void openOptions(disconnecting ? '#school' : `#school/${connection.id}/key`)
            }
          >
            {i18n.t('now.openOptions')}
          </button>
        </div>
      </Message>
    );
  });
}
