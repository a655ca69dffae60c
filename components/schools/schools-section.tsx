import { i18n } from '#i18n';
import { SchoolCard } from './school-card.tsx';
import { ConnectForm } from '../connect/connect-form.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import type { SchoolsModel } from './schools-model.ts';
import { Disconnect } from './disconnect.tsx';
import { DisconnectProgress } from './disconnect-progress.tsx';
import { NewSchool } from './new-school.tsx';
import { PolicyElsewhere } from './policy-notes.tsx';
import { WaysToConnect } from '../connect/ways-to-connect.tsx';

export function SchoolsSection({ model }: { model: SchoolsModel }) {
  if (!model.ready.value) return null;
  const all = model.all.value;
  const several = all.length > 1 || model.form.value?.of === null;
  return (
    <>
      {several ? (
        <ul class="plain schools" aria-label={i18n.t('schools.list')}>
          {all.map((one) => (
            <li key={one.connection.id}>
              <SchoolCard connectionState={one} model={model} />
            </li>
          ))}
        </ul>
      ) : (
        <Only model={model} />
      )}
      {model.noAnswer.value && (
        <p class="notice notice--stop" role="alert">
          {i18n.t('fault.no_answer')}
        </p>
      )}
      {all.length > 0 && <NewSchool model={model} />}
    </>
  );
}

/** Shows the only connection, or the form for the first one. */
function Only({ model }: { model: SchoolsModel }) {
  const [connectionState] = model.all.value;
  return (
    <>
      {!connectionState?.disconnecting && <ConnectionStatus connectionState={connectionState} />}
      <PolicyElsewhere connection={connectionState?.connection} />
      {connectionState?.disconnecting ? (
        <DisconnectProgress
          id={connectionState.connection.id}
          state={connectionState.disconnecting}
          model={model}
        />
      ) : (
        <WaysToConnect model={model.only}>
          <ConnectForm model={model.only} />
        </WaysToConnect>
      )}
      {connectionState?.connection.connected && !connectionState.disconnecting && (
        <Disconnect
          name={connectionState.connection.org}
          disconnect={(forget) => void model.disconnect(connectionState.connection.id, forget)}
        />
      )}
    </>
  );
}
