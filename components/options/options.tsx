import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { ownerOf } from '../../lib/domain/connections.ts';
import { About } from './about.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { SchoolsSection } from '../schools/schools-section.tsx';
import { createSchools } from '../schools/schools-model.ts';
import { Courses } from '../sites/courses.tsx';
import { createPendingDeletes } from '../deletes/pending-deletes-model.ts';
import { createFirstRun } from '../first-steps/first-steps-model.ts';
import { FirstSteps } from '../first-steps/first-steps.tsx';
import { InstructionPanel } from '../instruction/instruction-panel.tsx';
import { createInstruction } from '../instruction/instruction-model.ts';
import { Retention } from '../journal/retention.tsx';
import { Journey } from '../journal/journey.tsx';
import { MemoryPanel } from '../memory/memory-panel.tsx';
import { createMemory } from '../memory/memory-model.ts';
import { offeredNames } from '../connect/prefilled-names.ts';
import { Pauses } from '../sites/pauses.tsx';
import { PolicyTrouble } from '../schools/policy-notes.tsx';
import { PrivacyWords } from './privacy.tsx';
import { connectionsIn, createSelectedSchool, useModelOf } from '../schools/selected-school.ts';
import { schoolName } from '../ui/names.ts';
import { SchoolSelect } from '../schools/school-select.tsx';
import { RequestLog } from '../request-log/request-log.tsx';
import { ServerMemoryStatus } from '../memory/server-memory-status.tsx';
import { Sites } from '../sites/sites.tsx';
import { liveOverview } from '../data/live-items.ts';
import { CourseTrail } from '../journal/course-trail.tsx';
import { UndoBar } from '../deletes/undo-bar.tsx';
import { WhenVisible } from '../ui/when-visible.tsx';
import { YourData } from '../your-data/your-data.tsx';

/** How many days of a course's trail are shown beside its memory. The journey shows the rest. */
const TRAIL = 84;

function createOptions() {
  const overview = liveOverview();
  const deletes = createPendingDeletes(overview);
  return {
    overview,
    connections: createSchools(overview, offeredNames(location.search)),
    schools: createSelectedSchool(overview),
    deletes,
    firstRun: createFirstRun(),
  };
}

export function Options() {
  const { overview, connections, schools, deletes, firstRun } = useMemo(createOptions, []);
  const school = schools.id.value;
  const instruction = useModelOf(createInstruction, school);
  const memory = useModelOf((id) => createMemory(overview, deletes, id), school);
  /** Returns the school that a site's places go to; null if there is only one school. */
  const goesTo = (origin: string): string | null => {
    const all = connectionsIn(overview.value.value);
    const owner = ownerOf(all, origin);
    return owner && all.length > 1 ? schoolName(all, owner) : null;
  };
  useEffect(() => {
    document.title = i18n.t('options.title');
  }, []);
  const ready = overview.value.value !== undefined && firstRun.ready.value;
  useEffect(() => {
    // Scrolls only now, because the section that the address names has just been rendered.
    const named = location.hash.slice(1);
    if (!ready || named === '') return;
    document.getElementById(named)?.scrollIntoView({ behavior: 'instant' });
  }, [ready]);
  return (
    <div class="page">
      <header>
        <h1>{i18n.t('options.title')}</h1>
        <nav aria-label={i18n.t('options.sections')}>
          <ul class="plain">
            <li>
              <a href="#connection">{i18n.t('options.connection')}</a>
            </li>
            <li>
              <a href="#sites">{i18n.t('options.sites')}</a>
            </li>
            <li>
              <a href="#instruction">{i18n.t('popup.instruction')}</a>
            </li>
            <li>
              <a href="#journey">{i18n.t('journey.title')}</a>
            </li>
            <li>
              <a href="#memory">{i18n.t('options.memory')}</a>
            </li>
            <li>
              <a href="#sent">{i18n.t('options.sent')}</a>
            </li>
            <li>
              <a href="#privacy">{i18n.t('privacy.title')}</a>
            </li>
            <li>
              <a href="#data">{i18n.t('options.data')}</a>
            </li>
            <li>
              <a href="#about">{i18n.t('options.aboutTitle')}</a>
            </li>
          </ul>
        </nav>
      </header>
      <main>
        <ErrorBoundary>
          <FirstSteps model={firstRun} />
        </ErrorBoundary>
        <ErrorBoundary>
          <PolicyTrouble />
        </ErrorBoundary>
        <Section id="connection" title={i18n.t('options.connection')}>
          <SchoolsSection model={connections} />
        </Section>
        <Section id="sites" title={i18n.t('options.sites')}>
          <Sites goesTo={goesTo} />
          <ErrorBoundary>
            <Courses deletes={deletes} />
          </ErrorBoundary>
        </Section>
        <Section id="instruction" title={i18n.t('popup.instruction')}>
          <SchoolSelect model={schools} />
          <InstructionPanel key={school} model={instruction} inFront={false} />
        </Section>
        <Section id="journey" title={i18n.t('journey.title')}>
          <p>{i18n.t('journey.about')}</p>
          <Journey />
        </Section>
        <Section id="memory" title={i18n.t('options.memory')}>
          <SchoolSelect model={schools} />
          <WhenVisible>
            {memory.overview.value?.connection?.connected && (
              <ServerMemoryStatus connectionId={memory.overview.value.connection.id} />
            )}
            <MemoryPanel
              key={school}
              model={memory}
              also={(courseKey) => <CourseTrail courseKey={courseKey} days={TRAIL} />}
            />
          </WhenVisible>
        </Section>
        <Section id="sent" title={i18n.t('options.sent')}>
          <p>{i18n.t('sent.about')}</p>
          <RequestLog />
        </Section>
        <Section id="privacy" title={i18n.t('privacy.title')}>
          <Pauses />
          <Retention />
          <PrivacyWords />
        </Section>
        <Section id="data" title={i18n.t('options.data')}>
          <YourData />
        </Section>
        <Section id="about" title={i18n.t('options.aboutTitle')}>
          <About again={() => void firstRun.again()} />
        </Section>
      </main>
      <UndoBar model={deletes} />
    </div>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <ErrorBoundary>{children}</ErrorBoundary>
    </section>
  );
}
