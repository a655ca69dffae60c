import { i18n } from '#i18n';
import { openOptions } from '../lib/send.ts';
import type { Overview } from '../lib/sync/status.ts';
import { connectionsIn, schoolName } from './school.ts';
import { MARK, Sentence } from './sentence.tsx';

/** Schools that nothing is sent to, beside the one that the page in front is of: no failure is hidden. */
export function OtherSchools({ overview, here }: { overview: Overview; here: string | undefined }) {
  const stopped = overview.all.filter(
    ({ connection, health }) => connection.connected && health.stop && connection.id !== here,
  );
  return stopped.map(({ connection }) => (
    <div key={connection.id} class="notice notice--stop" data-testid="other-school">
      <p>
        <Sentence
          text={i18n.t('schools.stopped', [MARK])}
          values={[schoolName(connectionsIn(overview), connection)]}
        />
      </p>
      <button type="button" onClick={() => void openOptions()}>
        {i18n.t('now.openOptions')}
      </button>
    </div>
  ));
}
