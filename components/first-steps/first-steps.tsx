import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { messageName } from '../ui/message-name.ts';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import {
  exampleText,
  STEPS,
  type FirstRunModel,
  type Step,
  type StepState,
} from './first-steps-model.ts';

/** Shows the first steps until they are done or skipped. Then it says where to find them. */
export function FirstSteps({ model }: { model: FirstRunModel }) {
  const title = useRef<HTMLHeadingElement>(null);
  const left = useRef<HTMLParagraphElement>(null);
  const states = model.states.value;
  const shown = model.shown.value;
  const justLeft = model.justLeft.value;

  useEffect(() => {
    if (!shown || !model.askedFor.value) return;
    title.current?.focus();
    model.askedFor.value = false;
  }, [shown, model.askedFor.value]);
  // A learner who finished by connecting stays in the form.
  useRestoreFocus(justLeft, () => left.current);

  if (justLeft) {
    return (
      <p class="first first--left" role="status" tabIndex={-1} ref={left} data-testid="first-left">
        {i18n.t('first.left')}
      </p>
    );
  }
  if (!shown || !states) return null;
  return (
    <section class="first" aria-labelledby="first-title" data-testid="first-run">
      <h2 id="first-title" tabIndex={-1} ref={title}>
        {i18n.t('first.title')}
      </h2>
      <p>{i18n.t('first.about')}</p>
      <ol class="plain first__steps">
        {STEPS.map((step) => (
          <StepView key={step} step={step} state={states[step]} model={model} />
        ))}
      </ol>
      <button type="button" onClick={() => void model.putAway()}>
        {i18n.t('first.putAway')}
      </button>
    </section>
  );
}

const SECTIONS: Record<Step, string> = { connect: 'school', sites: 'sites', sent: 'sent' };

interface StepProps {
  readonly step: Step;
  readonly state: StepState;
  readonly model: FirstRunModel;
}

function StepView({ step, state, model }: StepProps) {
  const id = `first-${step}`;
  const buttons = useRef<HTMLDivElement>(null);

  useRestoreFocus(state, () => buttons.current?.querySelector('a'));

  return (
    <li class="first__step" data-step={step} data-state={state}>
      <div class="first__head">
        <h3 id={id}>{i18n.t(`first.${step}.title`)}</h3>
        <p class={`first__state first__state--${state}`}>
          {i18n.t(`first.state.${messageName(state)}`)}
        </p>
      </div>
      <p>{i18n.t(`first.${step}.about`)}</p>
      {step === 'sent' && <WhatIsSent />}
      <div class="row" ref={buttons}>
        <a href={`#${SECTIONS[step]}`}>{i18n.t(`first.${step}.go`)}</a>
        {state === 'to-do' && step !== 'connect' && (
          <Button id={id} onPress={() => void model.set(step, 'done')}>
            {i18n.t(`first.${step}.done`)}
          </Button>
        )}
        {state === 'to-do' && (
          <Button id={id} onPress={() => void model.set(step, 'skipped')}>
            {i18n.t('first.skip')}
          </Button>
        )}
        {state === 'skipped' && (
          <Button id={id} onPress={() => void model.set(step, 'to-do')}>
            {i18n.t('first.afterAll')}
          </Button>
        )}
      </div>
    </li>
  );
}

interface ButtonProps {
  /** The id of the step's title. */
  readonly id: string;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

const Button = ({ id, onPress, children }: ButtonProps) => (
  <button type="button" aria-describedby={id} onClick={onPress}>
    {children}
  </button>
);

/** Shows what Waypoint sends and where, in plain words and as a real example. */
function WhatIsSent() {
  return (
    <details>
      <summary>{i18n.t('first.what')}</summary>
      <div class="first__what">
        <p>{i18n.t('first.goes')}</p>
        <p>{i18n.t('first.never')}</p>
        <p>{i18n.t('first.instruction')}</p>
        <p>{i18n.t('first.example')}</p>
        <pre dir="auto" tabIndex={0} aria-label={i18n.t('first.exampleName')}>
          {exampleText()}
        </pre>
        <p>{i18n.t('first.journal')}</p>
        <p>{i18n.t('first.pause')}</p>
      </div>
    </details>
  );
}
