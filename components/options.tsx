import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { version } from '../lib/send.ts';
import { Boundary } from './boundary.tsx';
import { ConnectionSection } from './connection.tsx';
import { createConnection } from './connection-model.ts';
import { DataParts } from './data-parts.tsx';
import { createDeletes } from './deletes-model.ts';
import { InstructionPanel } from './instruction.tsx';
import { createInstruction } from './instruction-model.ts';
import { Journey } from './journey.tsx';
import { Memory } from './memory.tsx';
import { createMemory } from './memory-model.ts';
import { Sent } from './sent.tsx';
import { ServerMemory } from './server-memory.tsx';
import { Sites } from './sites.tsx';
import { liveOverview } from './stored.ts';
import { Trail } from './trail.tsx';
import { UndoBar } from './undo-bar.tsx';
import { WhenSeen } from './when-seen.tsx';

/** So many days of a course's trail stand beside its memory; the whole is in the journey. */
const TRAIL = 84;

function createOptions() {
  const overview = liveOverview();
  const deletes = createDeletes(overview);
  return {
    connection: createConnection(overview),
    deletes,
    instruction: createInstruction(),
    memory: createMemory(overview, deletes),
  };
}

export function Options() {
  const { connection, deletes, instruction, memory } = useMemo(createOptions, []);
  useEffect(() => {
    document.title = i18n.t('options.title');
  }, []);
  const ready = memory.overview.value !== undefined;
  useEffect(() => {
    // The section that the address names, and what stands above it, are there only now.
    const named = location.hash.slice(1);
    if (ready && named !== '') document.getElementById(named)?.scrollIntoView();
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
              <a href="#data">{i18n.t('data.title')}</a>
            </li>
            <li>
              <a href="#about">{i18n.t('options.aboutTitle')}</a>
            </li>
          </ul>
        </nav>
      </header>
      <main>
        <Section id="connection" title={i18n.t('options.connection')}>
          <ConnectionSection model={connection} />
        </Section>
        <Section id="sites" title={i18n.t('options.sites')}>
          <Sites />
        </Section>
        <Section id="instruction" title={i18n.t('popup.instruction')}>
          <InstructionPanel model={instruction} inFront={false} />
        </Section>
        <Section id="journey" title={i18n.t('journey.title')}>
          <p>{i18n.t('journey.about')}</p>
          <Journey />
        </Section>
        <Section id="memory" title={i18n.t('options.memory')}>
          <WhenSeen>
            {memory.overview.value?.connection?.connected && (
              <ServerMemory connection={memory.overview.value.connection.id} />
            )}
            <Memory
              model={memory}
              also={(courseKey) => <Trail courseKey={courseKey} days={TRAIL} />}
            />
          </WhenSeen>
        </Section>
        <Section id="sent" title={i18n.t('options.sent')}>
          <p>{i18n.t('sent.about')}</p>
          <Sent />
        </Section>
        <Section id="data" title={i18n.t('data.title')}>
          <DataParts />
        </Section>
        <Section id="about" title={i18n.t('options.aboutTitle')}>
          <p>{i18n.t('about.what')}</p>
          <p>{i18n.t('about.promise')}</p>
          <p class="quiet">{i18n.t('about.version', [version()])}</p>
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
