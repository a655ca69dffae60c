import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Dialog } from './dialog.tsx';
import type { InstructionModel } from './instruction-model.ts';
import { idOfField } from './instruction-field.tsx';
import { labelOf } from './words-instruction.ts';
import { startingPoints, type StartingPoint } from './words-starting-points.ts';

/** A button, and behind it texts to begin with: over the form, so that nothing in it moves. */
export function StartingPoints({ model }: { model: InstructionModel }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const fields = model.fields.all.value;

  async function add({ field, text }: StartingPoint): Promise<void> {
    close();
    await model.add(field, text);
    const control = document.querySelector<HTMLTextAreaElement>(`#${idOfField(field)}`);
    if (!control) return;
    control.focus();
    control.setSelectionRange(control.value.length, control.value.length);
    control.scrollTop = control.scrollHeight;
    control.scrollIntoView({ block: 'center' });
  }

  return (
    <>
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {i18n.t('ideas.open')}
      </button>
      {open && (
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
            {startingPoints(fields).map((point) => (
              <Idea
                key={point.id}
                point={point}
                there={model.fields.text(point.field).includes(point.text)}
                add={() => void add(point)}
              />
            ))}
          </div>
        </Dialog>
      )}
    </>
  );
}

interface IdeaProps {
  readonly point: StartingPoint;
  /** Whether the field has the text already. */
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
