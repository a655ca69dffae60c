import { i18n } from '#i18n';
import { openOptions } from '../data/browser.ts';
import type { Overview, ConnectionState } from '../../lib/domain/overview.ts';
import { connectionsIn } from '../schools/selected-school.ts';
import { schoolName } from '../ui/names.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { Message } from '../ui/message/message.tsx';

/**
 * Warns about other schools that have stopped or that could not delete everything, so that the page
 * in front hides no failure.
 */
export function OtherSchools({ overview, here }: { overview: Overview; here: string | undefined }) {
  const wordsOf = (one: ConnectionState): string | null => {
    const { connection, health, reach, disconnecting } = one;
    if (!connection.connected || connection.id === here) return null;
    if (disconnecting) {
      return disconnecting.step === 'over' ? i18n.t('schools.notAllDeleted', [MARK]) : null;
    }
    return health.stop || !reach ? i18n.t('schools.stopped', [MARK]) : null;
  };
  const warnings = overview.all.flatMap((one) => {
    const text = wordsOf(one);
    return text === null ? [] : [{ text, connection: one.connection }];
  });
  return warnings.map(({ text, connection }) => (
    <Message key={connection.id} tone="stop" data-testid="other-school">
      <p>
        <Sentence text={text} values={[schoolName(connectionsIn(overview), connection)]} />
      </p>
      <button type="button" onClick={() => void openOptions('#school')}>
        {i18n.t('now.openOptions')}
      </button>
    </Message>
  ));
}
