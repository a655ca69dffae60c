import { i18n } from '#i18n';
import type { SiteInFront } from '../lib/messages.ts';
import { Icon } from './icon.tsx';
import { MARK, Sentence } from './sentence.tsx';
import type { SiteHereModel } from './site-here-model.ts';
import { siteName } from './site-name.ts';

const LINES: Record<
  SiteInFront['standing'],
  () => { line: string; advice: string; button: string }
> = {
  new: () => ({
    line: i18n.t('sites.looksLike', [MARK]),
    advice: i18n.t('sites.looksLikeAdvice'),
    button: i18n.t('sites.followHere'),
  }),
  off: () => ({
    line: i18n.t('sites.offHere', [MARK]),
    advice: '',
    button: i18n.t('sites.followHere'),
  }),
  'needs-access': () => ({
    line: i18n.t('sites.mayNotRead', [MARK]),
    advice: i18n.t('sites.mayNotReadAdvice'),
    button: i18n.t('sites.allow'),
  }),
};

/** What there is to say of sites: of the one in front, and of others whose access is gone. */
export function SiteHere({ model }: { model: SiteHereModel }) {
  const here = model.here.value;
  return (
    <>
      {here && <Question site={here} model={model} />}
      {model.others.value.map((origin) => (
        <Question key={origin} site={{ origin, standing: 'needs-access' }} model={model} />
      ))}
    </>
  );
}

function Question({ site, model }: { site: SiteInFront; model: SiteHereModel }) {
  const { origin, standing } = site;
  const { line, advice, button } = LINES[standing]();
  const problem = model.problem.value;
  const tone = standing === 'needs-access' ? 'stop' : 'quiet';
  return (
    <section class={`status status--${tone}`} data-testid="site-question" data-standing={standing}>
      <Icon name={tone} />
      <div class="status__words">
        <p class="status__line">
          <Sentence text={line} values={[siteName(origin)]} />
        </p>
        {advice && <p>{advice}</p>}
        <p role="alert">
          {problem?.origin === origin &&
            (problem.kind === 'refused' ? i18n.t('sites.refusedHere') : i18n.t('common.noAnswer'))}
        </p>
        <div class="row">
          <button type="button" class="primary" onClick={() => void model.follow(origin)}>
            {button}
          </button>
        </div>
      </div>
    </section>
  );
}
