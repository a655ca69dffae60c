import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { siteName } from '../ui/names.ts';
import type { SitesModel } from './sites-model.ts';
import { TextField } from '../ui/text-field.tsx';
import { wordsOfSites } from './sites-text.ts';

/** Shows the field in which the learner types the address of another site. */
export function AddSite({ model }: { model: SitesModel }) {
  const form = useRef<HTMLFormElement>(null);
  const problem = model.problem.value;
  const inList = model.list.value?.some(({ origin }) => origin === problem?.at);
  const said = problem && !inList ? wordsOfSites(problem) : null;
  const added = model.added.value;

  useLayoutEffect(() => {
    if (problem?.at === 'field') form.current?.querySelector('input')?.focus();
  }, [problem]);

  return (
    <form
      class="form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        // Must come before any wait: see followSite.
        void model.add();
        event.preventDefault();
      }}
    >
      <TextField
        id="site-address"
        label={i18n.t('sites.add')}
        hint={i18n.t('sites.addHint')}
        error={said}
        value={model.typed.value}
        onValue={(text) => model.change(text)}
        inputMode="url"
        dir="ltr"
      >
        <button type="submit" class="primary">
          {i18n.t('sites.addButton')}
        </button>
      </TextField>
      {model.allPorts.value && <p class="hint">{i18n.t('sites.allPorts')}</p>}
      <p role="status" class="said" data-testid="site-added">
        {added !== null && (
          <Sentence text={i18n.t('sites.nowFollowed', [MARK])} values={[siteName(added)]} />
        )}
      </p>
    </form>
  );
}
