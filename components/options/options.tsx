import { useComputed } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { ownerOf } from '../../lib/domain/connections.ts';
import { Banner } from './banner.tsx';
import { Navigation } from './navigation.tsx';
import { Section } from './section.tsx';
import { createSections } from './section-model.ts';
import { titleOf, type SectionId } from './sections.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { SchoolsSection } from '../schools/schools-section.tsx';
import { createSchools } from '../schools/schools-model.ts';
import { Courses } from '../sites/courses.tsx';
import { createPendingDeletes } from '../deletes/pending-deletes-model.ts';
import { createFirstRun } from '../first-steps/first-steps-model.ts';
import { FirstSteps } from '../first-steps/first-steps.tsx';
import { Help } from '../help/help.tsx';
import { Retention } from '../journal/retention.tsx';
import { Journey } from '../journal/journey.tsx';
import { offeredNames } from '../connect/prefilled-names.ts';
import { Pauses } from '../sites/pauses.tsx';
import { PrivacyWords } from './privacy.tsx';
import { connectionsIn } from '../schools/selected-school.ts';
import { schoolName } from '../ui/names.ts';
import { RequestLog } from '../request-log/request-log.tsx';
import { Sites } from '../sites/sites.tsx';
import { liveOverview } from '../data/live-items.ts';
import { UndoBar } from '../deletes/undo-bar.tsx';
import { YourData } from '../your-data/your-data.tsx';

function createOptions() {
  const overview = liveOverview();
  return {
    overview,
    connections: createSchools(overview, offeredNames(location.search)),
    deletes: createPendingDeletes(overview),
    firstRun: createFirstRun(overview),
  };
}

export function Options() {
  const { overview, connections, deletes, firstRun } = useMemo(createOptions, []);
  /** Returns the school that a site's places go to; null if there is only one school. */
  const goesTo = (origin: string): string | null => {
    const all = connectionsIn(overview.value.value);
    const owner = ownerOf(all, origin);
    return owner && all.length > 1 ? schoolName(all, owner) : null;
  };
  const hasStart = useComputed(() => (firstRun.ready.value ? firstRun.step.value !== null : null));
  const sections = useMemo(() => createSections(hasStart), [hasStart]);
  const shown = sections.shown.value;
  useEffect(() => {
    const page = i18n.t('options.title');
    document.title = shown === null ? page : `${titleOf(shown)} – ${page}`;
  }, [shown]);
  const section = (id: SectionId) => ({ id, title: titleOf(id), model: sections });
  // A new learner has one thing to do, so nothing stands beside it.
  const alone = shown === 'start' && firstRun.alone.value;
  return (
    <div class={alone ? 'page page--alone' : 'page'}>
      {!alone && (
        <Navigation
          model={sections}
          overview={overview.value.value}
          isShutOut={connections.isShutOut.value}
          hasStart={hasStart.value === true}
        />
      )}
      <main>
        <ErrorBoundary>
          <Banner overview={overview} schools={connections} sections={sections} />
        </ErrorBoundary>
        {shown === 'start' && (
          <ErrorBoundary>
            <FirstSteps model={firstRun} search={connections.search} />
          </ErrorBoundary>
        )}
        <Section {...section('school')}>
          <SchoolsSection
            model={connections}
            inside={shown === 'school' ? sections.inside.value : ''}
            arrived={() => sections.leaveInside()}
          />
        </Section>
        <Section {...section('sites')}>
          <Sites goesTo={goesTo} />
          <ErrorBoundary>
            <Courses deletes={deletes} />
          </ErrorBoundary>
        </Section>
        <Section {...section('history')} late>
          <p>{i18n.t('journey.about')}</p>
          <Journey course={sections.inside.value} />
          <Retention />
        </Section>
        <Section {...section('privacy')}>
          <Pauses />
          <PrivacyWords />
          <p>
            <a href="#sent">{i18n.t('options.section.sent')}</a>
          </p>
        </Section>
        <Section {...section('sent')} late>
          <p>{i18n.t('sent.about')}</p>
          <RequestLog />
        </Section>
        <Section {...section('data')}>
          <YourData cleared={() => connections.forget()} />
        </Section>
        <Section {...section('help')}>
          <Help
            again={() => {
              firstRun.askedFor.value = true;
              sections.show('start');
            }}
          />
        </Section>
      </main>
      <UndoBar model={deletes} />
    </div>
  );
}
