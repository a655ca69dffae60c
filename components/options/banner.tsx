import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Overview } from '../../lib/domain/overview.ts';
import { createAction } from '../data/action.ts';
import type { Live } from '../data/live.ts';
import { PolicyTrouble } from '../schools/policy-notes.tsx';
import type { SchoolsModel } from '../schools/schools-model.ts';
import { connectionsIn } from '../schools/selected-school.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { Message } from '../ui/message.tsx';
import { messageName } from '../ui/message-name.ts';
import { schoolName, siteName } from '../ui/names.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { clock, until } from '../ui/time.tsx';
import { needOf, type Need } from './banner-model.ts';
import type { SectionsModel } from './section-model.ts';

interface Props {
  readonly overview: Live<Overview>;
  readonly schools: SchoolsModel;
  readonly sections: SectionsModel;
}

/** Shows above every section the one thing that needs the learner most; nothing if all is well. */
export function Banner({ overview, schools, sections }: Props) {
  const now = overview.value.value;
  const need = now && needOf(now, schools.isShutOut.value, sections.shown.value);
  const { act, noAnswer } = useMemo(() => createAction(overview.refresh), [overview]);
  const resume = () => void act({ type: 'pause/set', paused: false, length: 'endless' });
  return (
    <div class="banner">
      <div role="status" data-testid="banner" data-kind={need?.kind ?? 'none'}>
        {need && (
          <Message tone={need.kind === 'paused' ? 'wait' : 'stop'}>
            <Words need={need} overview={now} />
            {noAnswer.value && <p>{i18n.t('fault.no_answer')}</p>}
            <Help need={need} sections={sections} resume={resume} />
          </Message>
        )}
      </div>
      {!need && <PolicyTrouble />}
    </div>
  );
}

function Words({ need, overview }: { readonly need: Need; readonly overview: Overview }) {
  if (need.kind === 'paused') {
    return (
      <p>
        {need.until === null
          ? i18n.t('now.paused')
          : i18n.t('now.pausedUntil', [until(need.until, clock.value)])}
      </p>
    );
  }
  if (need.kind === 'no-room') {
    return (
      <>
        <p>{i18n.t('now.no_room.line')}</p>
        <p>{i18n.t('now.no_room.advice')}</p>
      </>
    );
  }
  const value =
    'school' in need
      ? schoolName(connectionsIn(overview), need.school.connection)
      : 'site' in need && siteName(need.site);
  return (
    <p>
      <Sentence
        text={i18n.t(`options.banner.${messageName(need.kind)}`, [MARK])}
        values={[value]}
      />
    </p>
  );
}

type HelpProps = Pick<Props, 'sections'> & {
  readonly need: Need;
  readonly resume: () => void;
};

/** Shows the button that helps, if a button does. */
function Help({ need, sections, resume }: HelpProps) {
  const { kind, at } = need;
  if (kind === 'paused') return <Button text={i18n.t('now.resume')} press={resume} />;
  if (at === null) return null;
  const source = 'school' in need ? need.school.connection.source : null;
  if (kind === 'sign-in-ended' && source?.kind === 'sign-in') {
    return (
      <div class="row">
        <LinkButton primary page={source.page} text={i18n.t('now.signIn')} />
      </div>
    );
  }
  const isKey = kind === 'key-refused' || kind === 'no-key' || kind === 'not-allowed';
  return (
    <Button
      text={kind === 'rejected' ? i18n.t('help.go.sent') : i18n.t('options.banner.fix')}
      press={() => {
        // The address opens the form and puts the focus into it.
        if (isKey) location.hash = `#school/${need.school.connection.id}/key`;
        else sections.show(at);
      }}
    />
  );
}

const Button = ({ text, press }: { readonly text: string; readonly press: () => void }) => (
  <div class="row">
    <button type="button" class="primary" onClick={press}>
      {text}
    </button>
  </div>
);
