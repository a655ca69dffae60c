import { i18n } from '#i18n';
import { DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';
import type { ConnectionState } from '../../lib/domain/overview.ts';
import { AllowServer } from '../connect/allow-server.tsx';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';

/** Shows the connection. Never says "Connected" if the server is known to refuse the key. */
export function ConnectionStatus({ standing }: { standing: ConnectionState | undefined }) {
  const connection = standing?.connection;
  const kept = connection?.connected === true && standing?.reach === false;
  const stop = connection?.connected && !kept ? standing?.health.stop : null;
  const names = connection ? [connection.username, connection.org] : [];
  const tone = !connection?.connected ? 'quiet' : stop || kept ? 'stop' : 'good';
  return (
    <div class={`status status--column status--${tone}`}>
      <p
        role="status"
        data-testid="connection-status"
        data-kind={kept ? 'no-access' : (stop?.reason ?? tone)}
      >
        <Sentence
          text={
            stop?.reason === 'key-refused' && connection?.source.kind === 'sign-in'
              ? i18n.t('connection.stoppedSignIn', [MARK, MARK_2])
              : kept
                ? i18n.t('now.noAccess')
                : lineOf(connection?.connected === true, stop?.reason ?? null)
          }
          values={names}
        />
      </p>
      {kept && <AllowServer base={connection.base} />}
      {connection && connection.base !== DEFAULT_BASE && (
        <p class="quiet">
          <Sentence text={i18n.t('connection.server', [MARK])} values={[connection.base]} />
        </p>
      )}
    </div>
  );
}

type Stop = 'key-refused' | 'not-allowed' | 'no-key';

const LINES: Record<Stop, () => string> = {
  'key-refused': () => i18n.t('connection.stoppedKey', [MARK, MARK_2]),
  'not-allowed': () => i18n.t('connection.stoppedUser', [MARK, MARK_2]),
  'no-key': () => i18n.t('connection.stoppedNoKey', [MARK, MARK_2]),
};

function lineOf(connected: boolean, stop: Stop | null): string {
  if (!connected) return i18n.t('connection.none');
  return stop ? LINES[stop]() : i18n.t('connection.connected', [MARK, MARK_2]);
}
