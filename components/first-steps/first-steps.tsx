import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SignInSearchModel } from '../connect/sign-in-search-model.ts';
import { Welcome } from './welcome.tsx';
import type { FirstRunModel } from './first-steps-model.ts';
import { OpenAUnit } from './open-a-unit.tsx';

interface Props {
  readonly model: FirstRunModel;
  readonly search: SignInSearchModel;
}

/** Shows what a new learner does next: connect, then open a unit. */
export function FirstSteps({ model, search }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  const step = model.step.value;
  const shown = useRef(step);

  useLayoutEffect(() => {
    // Whoever has just connected, or asked for the steps, reads on here.
    if (step !== null && (shown.current !== step || model.askedFor.value)) title.current?.focus();
    shown.current = step;
  }, [step, model.askedFor.value]);

  if (step === null) return null;
  const Heading = model.alone.value ? 'h1' : 'h2';
  return (
    <section class="first" aria-labelledby="first-title" data-testid="first-run" data-step={step}>
      {model.alone.value && <img src="/icon.svg" alt="" width="48" height="48" />}
      <Heading id="first-title" tabIndex={-1} ref={title}>
        {i18n.t(step === 'connect' ? 'welcome.title' : 'welcome.connected')}
      </Heading>
      {step === 'connect' ? <Welcome search={search} /> : <OpenAUnit />}
      {model.alone.value && (
        <p class="first__all">
          <a href="#school">{i18n.t('welcome.allSettings')}</a>
        </p>
      )}
    </section>
  );
}
