import { i18n } from '#i18n';
import { SchoolCard } from './school-card.tsx';
import { KeyWarning } from '../connect/key-advice.tsx';
import { ConnectForm } from '../connect/connect-form.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import type { SchoolsModel } from './schools-model.ts';
import { NewSchool } from './new-school.tsx';
import { WaysToConnect } from '../connect/ways-to-connect.tsx';
import { Message } from '../ui/message.tsx';

export function SchoolsSection({ model }: { model: SchoolsModel }) {
  if (!model.ready.value) return null;
  const all = model.all.value;
  return (
    <>
      {all.length === 0 ? (
        <>
          <ConnectionStatus connectionState={undefined} />
          <WaysToConnect model={model.first}>
            <ConnectForm model={model.first} />
          </WaysToConnect>
        </>
      ) : (
        <ul class="plain schools" aria-label={i18n.t('schools.list')}>
          {all.map((one) => (
            <li key={one.connection.id}>
              <SchoolCard connectionState={one} model={model} />
            </li>
          ))}
        </ul>
      )}
      <KeyWarning advice={model.advice.value} />
      {model.noAnswer.value && (
        <Message tone="stop" role="alert">
          {i18n.t('fault.no_answer')}
        </Message>
      )}
      {all.length > 0 && <NewSchool model={model} />}
    </>
  );
}
