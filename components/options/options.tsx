import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { ownerOf } from '../../lib/domain/connections.ts';
import { About } from './about.tsx';
import { Boundary } from '../ui/error-boundary.tsx';
import { ConnectionSection } from '../schools/schools-section.tsx';
import { createConnections } from '../schools/schools-model.ts';
import { Courses } from '../sites/courses.tsx';
import { createDeletes } from '../deletes/pending-deletes-model.ts';
import { createFirstRun } from '../first-steps/first-steps-model.ts';
import { FirstSteps } from '../first-steps/first-steps.tsx';
import { InstructionPanel } from '../instruction/instruction-panel.tsx';
import { createInstruction } from '../instruction/instruction-model.ts';
import { JournalKept } from '../journal/retention.tsx';
import { Journey } from '../journal/journey.tsx';
import { Memory } from '../memory/memory-panel.tsx';
import { createMemory } from '../memory/memory-model.ts';
import { offeredNames } from '../connect/prefilled-names.ts';
import { Pauses } from '../sites/pauses.tsx';
import { PolicyTrouble } from '../schools/policy-notes.tsx';
import { PrivacyWords } from './privacy.tsx';
import { connectionsIn, createSchools, useModelOf } from '../schools/selected-school.ts';
import { schoolName } from '../ui/names.ts';
import { SchoolChoice } from '../schools/school-select.tsx';
import { Sent } from '../request-log/request-log.tsx';
import { ServerMemory } from '../memory/server-memory-status.tsx';
import { Sites } from '../sites/sites.tsx';
import { liveOverview } from '../data/live-items.ts';
import { Trail } from '../journal/course-trail.tsx';
import { UndoBar } from '../deletes/undo-bar.tsx';
import { WhenSeen } from '../ui/when-visible.tsx';
import { YourData } from '../your-data/your-data.tsx';

/** How many days of a course's trail are shown beside its memory. The journey shows the rest. */
const TRAIL = 84;

function createOptions() {
  const overview = liveOverview();
  const deletes = createDeletes(overview);
  return {
    overview,
    connections: createConnections(overview, offeredNames(location.search)),
    schools: createSchools(overview),
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
        <Boundary>
          <FirstSteps model={firstRun} />
        </Boundary>
        <Boundary>
          <PolicyTrouble />
        </Boundary>
        <Section id="connection" title={i18n.t('options.connection')}>
          <ConnectionSection model={connections} />
        </Section>
        <Section id="sites" title={i18n.t('options.sites')}>
          <Sites goesTo={goesTo} />
          <Boundary>
            <Courses deletes={deletes} />
          </Boundary>
        </Section>
        <Section id="instruction" title={i18n.t('popup.instruction')}>
          <SchoolChoice model={schools} />
          <InstructionPanel key={school} model={instruction} inFront={false} />
        </Section>
        <Section id="journey" title={i18n.t('journey.title')}>
          <p>{i18n.t('journey.about')}</p>
          <Journey />
        </Section>
        <Section id="memory" title={i18n.t('options.memory')}>
          <SchoolChoice model={schools} />
          <WhenSeen>
            {memory.overview.value?.connection?.connected && (
              <ServerMemory connectionId={memory.overview.value.connection.id} />
            )}
            <Memory
              key={school}
              model={memory}
              also={(courseKey) => <Trail courseKey={courseKey} days={TRAIL} />}
            />
          </WhenSeen>
        </Section>
        <Section id="sent" title={i18n.t('options.sent')}>
          <p>{i18n.t('sent.about')}</p>
          <Sent />
        </Section>
        <Section id="privacy" title={i18n.t('privacy.title')}>
          <Pauses />
          <JournalKept />
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
      <Boundary>{children}</Boundary>
    </section>
  );
}
