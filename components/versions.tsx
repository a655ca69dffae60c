import { i18n } from '#i18n';

interface Props {
  /** What is told apart, and why there are two. */
  readonly title: string;
  readonly mine: string;
  readonly theirs: string;
  readonly onMine?: () => void;
  readonly onTheirs: () => void;
}

/** The learner's text and the server's side by side, to choose from. */
export function Versions({ title, mine, theirs, onMine, onTheirs }: Props) {
  return (
    <div class="versions" role="group" aria-label={title} tabIndex={-1}>
      <p>
        <strong>{title}</strong>
      </p>
      <div class="versions__pair">
        <div>
          <h3>{i18n.t('instruction.yours')}</h3>
          <Text text={mine} />
          {onMine && (
            <button type="button" onClick={onMine}>
              {i18n.t('instruction.keepMine')}
            </button>
          )}
        </div>
        <div>
          <h3>{i18n.t('instruction.theirVersion')}</h3>
          <Text text={theirs} />
          <button type="button" onClick={onTheirs}>
            {i18n.t('instruction.takeTheirs')}
          </button>
        </div>
      </div>
    </div>
  );
}

function Text({ text }: { text: string }) {
  if (text === '') return <p class="quiet">{i18n.t('instruction.nothing')}</p>;
  return <pre dir="auto">{text}</pre>;
}
