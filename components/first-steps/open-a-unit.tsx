import { useEffect, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ask } from '../data/ask-background.ts';
import { liveOrigins } from '../data/live-items-options.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { siteName } from '../ui/names.ts';
import { homesOf } from './homes.ts';

/** Shows the ways to a unit: the course of last time, and the sites where the learner has courses. */
export function OpenAUnit() {
  const sites = useMemo(liveOrigins, []);
  const [last, setLast] = useState<string | null>(null);
  useEffect(() => {
    void ask({ type: 'place/last' }).then((found) =>
      setLast(
        (found && 'ok' in found ? null : found)?.find(({ url }) => url !== null)?.url ?? null,
      ),
    );
  }, []);
  return (
    <>
      <div class="row">
        {last !== null && <LinkButton primary page={last} text={i18n.t('welcome.lastCourse')} />}
        {homesOf(sites.value.value ?? []).map((home) => (
          <LinkButton key={home} page={home} text={siteName(home)} />
        ))}
      </div>
      <p>
        <a href="#sites">{i18n.t('welcome.otherSite')}</a>
      </p>
    </>
  );
}
