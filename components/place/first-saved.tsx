import { i18n } from '#i18n';
import { CopyButton } from '../ui/copy-button.tsx';

/** Shows, once, what the learner can try with the first saved place, and its exact text. */
export function FirstSaved({ text }: { text: string }) {
  const question = i18n.t('now.tryQuestion');
  return (
    <div class="first-saved" data-testid="first-saved">
      <p>{i18n.t('now.tryIt', [question])}</p>
      <div class="row">
        <CopyButton text={question} />
      </div>
      <p>{i18n.t('now.tryItLimit')}</p>
      <details>
        <summary>{i18n.t('now.firstText')}</summary>
        <pre dir="auto" tabIndex={0}>
          {text}
        </pre>
      </details>
    </div>
  );
}
