import { i18n } from '#i18n';
import { Dialog } from '../ui/dialog/dialog.tsx';
import type { InstructionModel } from './instruction-model.ts';
import { labelOf } from './instruction-text.ts';
import { startingPoints, type StartingPoint } from './starting-points-text.ts';

interface Props {
  readonly model: InstructionModel;
  readonly add: (point: StartingPoint) => void;
}

/** Shows the texts to begin with in a dialog. */
export function IdeasDialog({ model, close, add }: Props & { readonly close: () => void }) {
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
      <IdeasList model={model} add={add} />
    </Dialog>
  );
}

/** Shows texts to begin with, each with a mentor's answer without it and with it. */
export function IdeasList({ model, add }: Props) {
  return (
    <div class="ideas__list">
      <p class="quiet">{i18n.t('ideas.about')}</p>
      {startingPoints(model.fields.all.value).map((point) => (
        <Idea key={point.id} point={point} there={isThere(model, point)} add={() => add(point)} />
      ))}
    </div>
  );
}

const QUICK = ['steps', 'hint', 'short'] as const;

/** Shows a button for each of the texts that are wanted most. */
export function QuickIdeas({ model, add }: Props) {
  const points = startingPoints(model.fields.all.value);
  return QUICK.map((id) => {
    const point = points.find((one) => one.id === id);
    if (!point) return null;
    const there = isThere(model, point);
    return (
      <button
        key={id}
        type="button"
        aria-disabled={there}
        title={point.text}
        onClick={() => there || add(point)}
      >
        {i18n.t(`ideas.quick.${id}`)}
      </button>
    );
  });
}

/** Whether the field already has the text. */
const isThere = ({ fields }: InstructionModel, { field, text }: StartingPoint): boolean =>
  fields.text(field).includes(text);

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
