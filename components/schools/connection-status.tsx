import { i18n } from '#i18n';
import { DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';
import type { ConnectionState } from '../../lib/domain/overview.ts';
import { AllowServer } from '../connect/allow-server.tsx';
import { messageName } from '../ui/message-name.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { Message } from '../ui/message.tsx';
import { schoolLabel } from '../ui/names.ts';

/** Shows the connection. Never says "Connected" if the server is known to refuse the key. */
export function ConnectionStatus({
  connectionState,
}: {
  connectionState: ConnectionState | undefined;
}) {
  const connection = connectionState?.connection;
  const kept = connection?.connected === true && connectionState?.reach === false;
  const stop = connection?.connected && !kept ? connectionState?.health.stop : null;
  const names = connection ? [connection.username, schoolLabel(connection)] : [];
  const tone = !connection?.connected ? 'quiet' : stop || kept ? 'stop' : 'good';
  return (
    <Message tone={tone} icon={tone === 'quiet' ? 'plug' : tone}>
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
                ? i18n.t('now.no_access.line')
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
    </Message>
  );
}

type Stop = 'key-refused' | 'not-allowed' | 'no-key';

function lineOf(connected: boolean, stop: Stop | null): string {
  if (!connected) return i18n.t('connection.none');
  const line = stop ? (`connection.stop.${messageName(stop)}` as const) : 'connection.connected';
  return i18n.t(line, [MARK, MARK_2]);
}
