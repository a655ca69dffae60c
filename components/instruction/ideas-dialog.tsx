import { i18n } from '#i18n';
import { Dialog } from '../ui/dialog.tsx';
import type { InstructionModel } from './instruction-model.ts';
import { labelOf } from './instruction-text.ts';
import { startingPoints, type StartingPoint } from './starting-points-text.ts';

interface Props {
  readonly model: InstructionModel;
  readonly close: () => void;
  readonly add: (point: StartingPoint) => void;
}

/** Shows texts to begin with, each with a mentor's answer without it and with it. */
export function IdeasDialog({ model, close, add }: Props) {
  return (
    <Dialog
      class="ideas"
      title={i18n.t('ideas.open')}
      beside={
        <button type="button" onClick={close}>
          {i18n.t('ideas.close')}
        </button>
      }
      close={close}
    >
      <div class="ideas__list">
        <p class="quiet">{i18n.t('ideas.about')}</p>
        {startingPoints(model.fields.all.value).map((point) => (
          <Idea
            key={point.id}
            point={point}
            there={model.fields.text(point.field).includes(point.text)}
            add={() => add(point)}
          />
        ))}
      </div>
    </Dialog>
  );
}

interface IdeaProps {
  readonly point: StartingPoint;
  /** Whether the field already has the text. */
  readonly there: boolean;
  readonly add: () => void;
}

function Idea({ point: { field, title, text, after }, there, add }: IdeaProps) {
  return (
    <details name="ideas">
      <summary>{title}</summary>
      <div class="ideas__one">
        <blockquote>{text}</blockquote>
        {there ? (
          <p class="quiet">{i18n.t('ideas.there')}</p>
        ) : (
          <button type="button" onClick={add}>
            {i18n.t('ideas.add', [labelOf(field)])}
          </button>
        )}
        <dl class="talk">
          <dt>{i18n.t('ideas.ask')}</dt>
          <dd>{i18n.t('ideas.question')}</dd>
          <dt>{i18n.t('ideas.before')}</dt>
          <dd>{i18n.t('ideas.answer')}</dd>
          <dt>{i18n.t('ideas.after')}</dt>
          <dd dir="auto">{after}</dd>
        </dl>
      </div>
    </details>
  );
}
