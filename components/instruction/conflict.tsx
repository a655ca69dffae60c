import { i18n } from '#i18n';

interface Props {
  /** Names the field, and says why there are two versions. */
  readonly title: string;
  readonly mine: string;
  readonly theirs: string;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** Shows the learner's text and the server's side by side, to choose from. */
export function Conflict({ title, mine, theirs, onMine, onTheirs }: Props) {
  return (
    <div class="versions" role="group" aria-label={title} tabIndex={-1}>
      <p>
        <strong>{title}</strong>
      </p>
      <div class="versions__pair">
        {side(i18n.t('instruction.yours'), mine, i18n.t('instruction.keepMine'), onMine)}
        {side(i18n.t('instruction.onServer'), theirs, i18n.t('instruction.takeTheirs'), onTheirs)}
      </div>
    </div>
  );
}

const side = (name: string, text: string, choice: string, onChoice: () => void) => (
  <div>
    <h3>{name}</h3>
    {text ? (
      <pre dir="auto" tabIndex={0}>
        {text}
      </pre>
    ) : (
      <p class="quiet">{i18n.t('instruction.nothing')}</p>
    )}
    <button type="button" onClick={onChoice}>
      {choice}
    </button>
  </div>
);
