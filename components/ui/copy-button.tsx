import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

interface Props {
  readonly text: string;
  readonly label: string;
  readonly primary?: boolean;
}

/** Shows a button that copies a text to the clipboard and says so. */
export function CopyButton({ text, label, primary }: Props) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');

  useEffect(() => {
    if (state !== 'copied') return undefined;
    const timer = setTimeout(() => setState('ready'), 4000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  }

  return (
    <span class="copy">
      <button type="button" class={primary ? 'primary' : ''} onClick={() => void copy()}>
        {label}
      </button>
      <span class="copy__said" role="status">
        {state === 'copied' && i18n.t('common.copied')}
        {state === 'refused' && i18n.t('common.notCopied')}
      </span>
    </span>
  );
}
