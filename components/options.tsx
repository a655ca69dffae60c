import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { version } from '../lib/send.ts';
import { Boundary } from './boundary.tsx';
import { ConnectionSection } from './connection.tsx';
import { createConnection } from './connection-model.ts';
import { Sent } from './sent.tsx';
import { Sites } from './sites.tsx';
import { liveOverview } from './stored.ts';

export function Options() {
  const connection = useMemo(() => createConnection(liveOverview()), []);
  useEffect(() => {
    document.title = i18n.t('options.title');
  }, []);
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
              <a href="#sent">{i18n.t('options.sent')}</a>
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
        <Section id="sent" title={i18n.t('options.sent')}>
          <p>{i18n.t('sent.about')}</p>
          <Sent />
        </Section>
        <Section id="about" title={i18n.t('options.aboutTitle')}>
          <p>{i18n.t('about.what')}</p>
          <p>{i18n.t('about.promise')}</p>
          <p class="quiet">{i18n.t('about.version', [version()])}</p>
        </Section>
      </main>
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
