import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Change } from '../../lib/domain/settings-file/diff.ts';
import { saveFile } from '../ui/save-file.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { Tick } from '../ui/tick.tsx';
import {
  createSettingsFile,
  idOf,
  type FileProblem,
  type SettingsFileModel,
} from './settings-file-model.ts';
import { wordsOfChange, wordsOfFile, wordsOfLocked } from './settings-file-text.ts';
import { Message } from '../ui/message.tsx';
import { counted, numberOf } from '../ui/words/plural.ts';
import { sentences } from '../ui/words/sentences.ts';

const NAME = 'waypoint-settings.json';

/** Writes the settings to a file for another browser, and reads a file from one. */
export function SettingsFile() {
  const model = useMemo(createSettingsFile, []);
  const applied = model.applied.value;
  return (
    <>
      <Save text={model.text.value ?? null} />
      <Open model={model} />
      <Changes model={model} />
      <p role="status" class="said" data-testid="file-applied">
        {applied === 0
          ? i18n.t('file.nothingChanged')
          : applied && counted('file.applied', applied)}
      </p>
    </>
  );
}

/** Saves a file with the current settings. */
function Save({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <div class="row">
      <button type="button" onClick={() => saveFile(NAME, text, 'application/json')}>
        {i18n.t('file.save')}
      </button>
    </div>
  );
}

function Open({ model }: { model: SettingsFileModel }) {
  const problem = model.problem.value;
  return (
    <div class="field">
      <label for="settings-file">{i18n.t('file.open')}</label>
      <p class="hint" id="settings-file-hint">
        {i18n.t('file.openHint')}
      </p>
      <input
        id="settings-file"
        type="file"
        accept="application/json,.json"
        aria-describedby="settings-file-hint settings-file-error"
        onChange={({ currentTarget: input }) => {
          const [file] = input.files ?? [];
          if (!file) return;
          // Empties the field, so that the learner can choose the same file again after fixing it.
          void model.open(file).finally(() => (input.value = ''));
        }}
      />
      <div role="alert" id="settings-file-error" data-testid="file-problem">
        {problem && (
          <Message tone="stop">
            <p>
              <Sentence text={whyNot(problem.why)} values={[problem.name]} />
            </p>
          </Message>
        )}
      </div>
    </div>
  );
}

const whyNot = (why: FileProblem): string =>
  sentences(wordsOfFile(why), why.kind === 'no-answer' ? null : i18n.t('file.nothingChanged'));

/** Shows what a file would change, for the learner to choose from before anything is done. */
function Changes({ model }: { model: SettingsFileModel }) {
  const title = useRef<HTMLHeadingElement>(null);
  const opened = model.opened.value;
  const changes = model.changes.value;
  const locked = model.locked.value;

  useLayoutEffect(() => {
    if (opened) title.current?.focus();
  }, [opened]);

  if (!opened || !changes) return null;
  const ticked = model.ticked.value;
  const whole = ticked.length === changes.length;
  return (
    <div class="file-changes" data-testid="file-changes">
      <h4 tabIndex={-1} ref={title}>
        <Sentence text={i18n.t('file.title', [MARK])} values={[opened.name]} />
      </h4>
      {changes.length === 0 ? (
        locked.length === 0 && <p>{i18n.t('file.nothing')}</p>
      ) : (
        <>
          <p>{i18n.t('file.choose')}</p>
          {changes.length > 1 && (
            <Tick on={whole} set={(on) => model.tick(changes, on)}>
              {i18n.t('file.all', [numberOf(changes.length)])}
            </Tick>
          )}
          <ul class="plain rows">
            {changes.map((change) => (
              <li key={idOf(change)} data-testid="file-change">
                <Tick on={ticked.includes(change)} set={(on) => model.tick([change], on)}>
                  <ChangeText change={change} />
                </Tick>
              </li>
            ))}
          </ul>
        </>
      )}
      <LockedChanges changes={locked} />
      <div class="row">
        {changes.length > 0 && (
          <button
            type="button"
            class="primary"
            aria-disabled={ticked.length === 0 || model.busy.value}
            onClick={() => void model.apply()}
          >
            {i18n.t('file.apply')}
          </button>
        )}
        <button type="button" onClick={() => model.close()}>
          {changes.length > 0 ? i18n.t('common.cancel') : i18n.t('ideas.close')}
        </button>
      </div>
    </div>
  );
}

/** Shows what the file also has and cannot change here. */
function LockedChanges({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <div data-testid="file-held">
      <p>{i18n.t('file.locked')}</p>
      <ul>
        {changes.map((change) => (
          <li key={idOf(change)}>
            <Sentence {...wordsOfLocked(change)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ChangeText({ change }: { change: Change }) {
  const { advice, ...phrase } = wordsOfChange(change);
  return (
    <>
      <Sentence {...phrase} /> {advice !== undefined && <span class="quiet">{advice}</span>}
    </>
  );
}
