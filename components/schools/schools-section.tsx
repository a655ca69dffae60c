import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { SchoolCard } from './school-card.tsx';
import { KeyWarning } from '../connect/key-advice.tsx';
import { ConnectForm } from '../connect/connect-form.tsx';
import { ConnectionStatus } from './connection-status.tsx';
import { useWantedField } from './focus-field.ts';
import type { SchoolsModel } from './schools-model.ts';
import { NewSchool } from './new-school.tsx';
import { WaysToConnect } from '../connect/ways-to-connect.tsx';
import { Message } from '../ui/message.tsx';

interface Props {
  readonly model: SchoolsModel;
  /** What the address of the page names inside this section, such as `add`; '' if nothing. */
  readonly inside: string;
  /** Called when that is open. */
  readonly arrived: () => void;
}

export function SchoolsSection({ model, inside, arrived }: Props) {
  const first = useRef<HTMLDivElement>(null);
  const ready = model.ready.value;
  const all = model.all.value;

  useEffect(() => {
    if (!ready || inside === '') return;
    model.goTo(inside);
    arrived();
  }, [ready, inside]);
  useWantedField(first, model, { open: all.length === 0 ? model.first : null, usual: null });

  if (!ready) return null;
  return (
    <>
      <KeyWarning advice={model.advice.value} />
      {all.length === 0 ? (
        <div ref={first} class="first-school">
          <ConnectionStatus connectionState={undefined} />
          <WaysToConnect model={model.first} search={model.search}>
            <ConnectForm model={model.first} />
          </WaysToConnect>
        </div>
      ) : (
        <ul class="plain schools" aria-label={i18n.t('schools.list')}>
          {all.map((one) => (
            <li key={one.connection.id}>
              <SchoolCard connectionState={one} model={model} />
            </li>
          ))}
        </ul>
      )}
      {model.noAnswer.value && (
        <Message tone="stop" role="alert">
          {i18n.t('fault.no_answer')}
        </Message>
      )}
      {all.length > 0 && <NewSchool model={model} />}
    </>
  );
}
