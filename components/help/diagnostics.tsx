import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { diagnose } from '../../lib/domain/diagnostics.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** Shows states and counts for somebody who helps. The learner can read them before copying. */
export function Diagnostics() {
  const [text, setText] = useState<string | null>(null);
  return (
    <div class="help__report">
      <p class="hint">{i18n.t('about.diagnosticsHint')}</p>
      {text === null ? (
        <button
          type="button"
          onClick={() => void diagnose().then((found) => setText(JSON.stringify(found, null, 2)))}
        >
          {i18n.t('about.diagnostics')}
        </button>
      ) : (
        <>
          <pre tabIndex={0} data-testid="diagnostics">
            {text}
          </pre>
          <CopyButton text={text} label={i18n.t('about.copyDiagnostics')} />
        </>
      )}
    </div>
  );
}
