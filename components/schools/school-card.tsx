import { useId, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Connection } from '../../lib/store/items/connections.ts';
import { mentorPageOf } from '../../lib/domain/mentor-page.ts';
import type { ConnectionState } from '../../lib/domain/overview.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import { ConnectForm } from '../connect/connect-form.tsx';
import { ConnectedWith } from './connected-with.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import type { SchoolsModel } from './schools-model.ts';
import { Disconnect } from './disconnect.tsx';
import { useWantedField } from './focus-field.ts';
import { DisconnectProgress } from './disconnect-progress.tsx';
import { PolicyElsewhere } from './policy-notes.tsx';
import { schoolName } from '../ui/names.ts';
import { isolated, MARK, Sentence } from '../ui/sentence.tsx';
import { SchoolSites } from './school-sites.tsx';

interface Props {
  readonly connectionState: ConnectionState;
  readonly model: SchoolsModel;
}

/** Shows a school: how Waypoint is connected there, and what can be done with the connection. */
export function SchoolCard({ connectionState, model }: Props) {
  const { connection, disconnecting } = connectionState;
  const title = useId();
  const card = useRef<HTMLElement>(null);
  const all = model.all.value.map((one) => one.connection);
  const form = model.form.value;
  const stopped = connection.connected && connectionState.health.stop !== null;
  const editing = form?.of === connection.id ? form.model : null;

  // A key that the school rejected is what the learner came to change.
  useWantedField(card, model, { open: editing, usual: stopped ? 'key' : 'org' });
  useRestoreFocus(editing, () => (editing ? null : card.current?.querySelector('button')));

  return (
    <article
      ref={card}
      class="school"
      aria-labelledby={title}
      data-testid="school-card"
      data-school={connection.org}
    >
      <h3 id={title}>
        <Sentence
          text={disconnecting ? i18n.t('schools.disconnecting', [MARK]) : MARK}
          values={[schoolName(all, connection)]}
        />
      </h3>
      {!disconnecting && <ConnectionStatus connectionState={connectionState} />}
      {!disconnecting && connection.connected && (
        <ConnectedWith source={connection.source} stopped={stopped} />
      )}
      {!disconnecting && <PolicyElsewhere connection={connection} />}
      {disconnecting && (
        <DisconnectProgress id={connection.id} state={disconnecting} model={model} />
      )}
      {editing && !disconnecting && <ConnectForm model={editing} cancel={model.cancel} />}
      {!editing && !disconnecting && all.length > 1 && (
        <SchoolSites connection={connection} model={model} />
      )}
      {!editing && !disconnecting && <Buttons connection={connection} all={all} model={model} />}
    </article>
  );
}

interface ButtonProps {
  readonly connection: Connection;
  readonly all: readonly Connection[];
  readonly model: SchoolsModel;
}

function Buttons({ connection, all, model }: ButtonProps) {
  const { id, connected } = connection;
  const name = schoolName(all, connection);
  const heir = all.find((one) => one.id !== id);
  const mentor = connected ? mentorPageOf(connection) : null;
  return (
    <>
      {connected && (
        <p class="row">
          <a href="/popup.html#instruction" target="_blank">
            {i18n.t('schools.instruction')}
          </a>
          <a href="/popup.html#memory" target="_blank">
            {i18n.t('schools.memory')}
          </a>
        </p>
      )}
      <div class="row">
        {mentor !== null && <LinkButton primary page={mentor} text={i18n.t('now.openMentor')} />}
        <button type="button" onClick={() => model.edit(id)}>
          {connected ? i18n.t('schools.edit') : i18n.t('schools.connectAgain')}
        </button>
        {all[0]?.id !== id && (
          <button type="button" onClick={() => void model.makeDefault(id)}>
            {i18n.t('schools.makeDefault')}
          </button>
        )}
        {!connected && heir && (
          <ConfirmButton
            label={i18n.t('schools.remove')}
            question={i18n.t('schools.removeAsk', [
              isolated(name),
              isolated(schoolName(all, all[0]?.id === id ? heir : (all[0] ?? heir))),
            ])}
            onConfirm={() => void model.remove(id)}
          />
        )}
        {connected && (
          <Disconnect name={name} disconnect={(forget) => void model.disconnect(id, forget)} />
        )}
      </div>
    </>
  );
}
