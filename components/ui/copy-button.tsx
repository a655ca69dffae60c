import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

interface Props {
  readonly text: string;
  /** Default: Copy. */
  readonly label?: string;
}

/**
 * Shows a button that copies a text to the clipboard and says so in its own place. If the browser
 * refuses, shows the text, for the learner to select.
 */
export function CopyButton({ text, label = i18n.t('common.copy') }: Props) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  const done = i18n.t('common.copied');
  const copied = state === 'copied';

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setState('ready'), 4000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  }

  return (
    <>
      <button
        type="button"
        class="copy"
        // The style keeps room for the other text, so that the button does not change its width.
        data-other={copied ? label : done}
        onClick={() => void copy()}
      >
        {copied ? done : label}
      </button>
      <span class="unseen" role="status">
        {copied && done}
      </span>
      {state === 'refused' && (
        <div class="copy__refused" role="alert">
          <p>{i18n.t('common.notCopied')}</p>
          <pre dir="auto" tabIndex={0}>
            {text}
          </pre>
        </div>
      )}
    </>
  );
}
