import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import { openOptions } from '../data/browser.ts';
import { AllowServer } from '../connect/allow-server.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { WaitingPlaces } from './waiting-places.tsx';
import { GoesTo } from '../schools/goes-to.tsx';
import type { PlaceModel } from './place-model.ts';
import { OtherSchools } from './other-schools.tsx';
import { PauseMenu, type PauseSite } from './pause-menu.tsx';
import { PlaceView } from './place-view.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { later } from '../ui/lazy.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Ago, clock } from '../ui/time.tsx';
import { wordsOfStatus } from './status-text.tsx';
import type { Action, StatusWords } from './status-types.ts';
import { Message } from '../ui/message.tsx';
import { counted } from '../ui/words/plural.ts';
import { ServerSaid } from '../ui/server-said.tsx';

const parts = () => import('./later-parts.ts');
const AccountAnswers = later(async () => (await parts()).AccountAnswers, true);
const AccountQuestion = later(async () => (await parts()).AccountQuestion, true);
const FirstSaved = later(async () => (await parts()).FirstSaved, true);
const LastPlaces = later(async () => (await parts()).LastPlaces, true);

interface Props {
  readonly model: PlaceModel;
  /** Whether Waypoint does not read the page in front and another part of the popup says why. */
  readonly unread: boolean;
  /** Whether another part of the popup says how to connect. */
  readonly offered: boolean;
  readonly pauseSite: PauseSite;
  /** What is shown under the status. */
  readonly children: ComponentChildren;
}

export function PlaceTab({ model, unread, offered, pauseSite, children }: Props) {
  const overview = model.overview.value;
  const status = model.status.value;
  const place = model.place.value;
  const text = model.text.value;
  const mentor = model.mentor.value;
  const looking: StatusWords = {
    tone: 'quiet',
    icon: 'looking',
    line: { text: i18n.t('now.looking') },
  };
  const words =
    !status || status.kind === 'looking'
      ? looking
      : wordsOfStatus(status, {
          connection: model.school.value?.connection ?? null,
          now: clock.value,
          denied: model.denied.value,
        });
  const paused = overview?.paused === true;
  const isSaid =
    (unread && status?.kind === 'no-course') || (offered && status?.kind === 'not-connected');
  const asked = status?.kind === 'another-account' ? status.site : null;
  return (
    <>
      {place && <PlaceView place={place} />}
      {place && <GoesTo overview={overview} connection={model.school.value?.connection} />}
      <Message tone={words.tone} icon={words.icon ?? words.tone} hidden={isSaid}>
        <p role="status" data-testid="now-status" data-kind={status?.kind ?? 'looking'}>
          <Sentence {...words.line} />
        </p>
        {words.at !== undefined && (
          <p>
            <Ago at={words.at} />
          </p>
        )}
        {words.advice && <p>{words.advice}</p>}
        {model.first.value && status?.kind === 'saved' && text !== null && (
          <FirstSaved text={text} />
        )}
        {words.serverWords && <ServerSaid words={words.serverWords} />}
        {words.actions && (
          <div class="row">
            {asked !== null && <AccountAnswers site={asked} model={model} />}
            {words.actions.map((action) => (
              <ActionButton key={action} action={action} model={model} />
            ))}
          </div>
        )}
      </Message>
      {children}
      {model.noAnswer.value && (
        <Message tone="stop" role="alert">
          {i18n.t('fault.no_answer')}
        </Message>
      )}
      {!paused &&
        overview?.blockedSites.map(
          (site) => site !== asked && <AccountQuestion key={site} site={site} model={model} />,
        )}
      {overview && status && status.kind !== 'looking' && (
        <WaitingPlaces
          overview={overview}
          shown={{ status, here: place, school: model.school.value?.connection?.id ?? null }}
          again={words.actions?.includes('try-again') ? null : () => void model.tryAgain()}
        />
      )}
      {overview && !paused && (
        <OtherSchools overview={overview} here={model.school.value?.connection?.id} />
      )}
      {!place && status && isWithoutPlace(status.kind) && <LastPlaces />}
      <div class="foot">
        {(mentor !== null || text !== null) && (
          <div class="row">
            {mentor !== null && (
              <LinkButton
                page={mentor}
                text={i18n.t('now.openMentor')}
                primary={status?.kind === 'saved' || status?.kind === 'school-keeps'}
              />
            )}
            {text !== null && <CopyButton text={text} label={i18n.t('now.copy')} />}
          </div>
        )}
        {status?.kind === 'paused' && status.waiting > 0 && (
          <ConfirmButton
            label={i18n.t('now.discard')}
            question={counted('now.discardAsk', status.waiting)}
            onConfirm={() => void model.discard()}
          />
        )}
        {overview && <PauseMenu paused={paused} model={model} pauseSite={pauseSite} />}
      </div>
    </>
  );
}

/** Whether the learner may want to know where they were last, as the page in front shows no place. */
const isWithoutPlace = (kind: string): boolean => kind !== 'looking' && kind !== 'another-account';

/** Returns where the settings have what helps: the field that the status is about, if there is one. */
function sectionFor({ school, status }: PlaceModel): string {
  const kind = status.value?.kind;
  const field = kind === 'stopped' ? 'key' : kind === 'waiting' ? 'address' : null;
  return field ? `#school/${school.value?.connection?.id}/${field}` : '#school';
}

function ActionButton({ action, model }: { action: Action; model: PlaceModel }) {
  if (action === 'answer') return null;
  if (action === 'allow-server') {
    const base = model.school.value?.connection?.base;
    return base === undefined ? null : <AllowServer base={base} />;
  }
  if (action === 'sign-in') {
    const source = model.overview.value?.connection?.source;
    return source?.kind === 'sign-in' ? (
      <LinkButton primary page={source.page} text={i18n.t('now.signIn')} />
    ) : null;
  }
  if (action === 'follow') {
    return (
      <button type="button" onClick={() => void model.followAgain()}>
        {i18n.t('now.follow')}
      </button>
    );
  }
  if (action === 'resume-course') {
    return (
      <button type="button" class="primary" onClick={() => void model.resumeCourse()}>
        {i18n.t('now.resumeCourse')}
      </button>
    );
  }
  if (action === 'try-again') {
    return (
      <button type="button" onClick={() => void model.tryAgain()}>
        {i18n.t('common.tryAgain')}
      </button>
    );
  }
  return (
    <button type="button" class="primary" onClick={() => void openOptions(sectionFor(model))}>
      {action === 'connect' ? i18n.t('now.connect') : i18n.t('now.openOptions')}
    </button>
  );
}
