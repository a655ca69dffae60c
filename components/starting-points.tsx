import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { InstructionModel } from './instruction-model.ts';
import { idOfField } from './instruction-field.tsx';
import { labelOf } from './words-instruction.ts';
import { startingPoints, type StartingPoint } from './words-starting-points.ts';

/** A button, and behind it texts to begin with: over the form, so that nothing in it moves. */
export function StartingPoints({ model }: { model: InstructionModel }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const fields = model.fields.all.value;

  async function add({ field, text }: StartingPoint): Promise<void> {
    dialog.current?.close();
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
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}
      >
        {i18n.t('ideas.open')}
      </button>
      <dialog
        ref={dialog}
        class="ideas"
        aria-labelledby="ideas-title"
        onClose={() => setOpen(false)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // Else the same key closes the whole popup.
          event.preventDefault();
          dialog.current?.close();
        }}
      >
        <div class="ideas__head">
          <h2 id="ideas-title">{i18n.t('ideas.open')}</h2>
          <button type="button" onClick={() => dialog.current?.close()}>
            {i18n.t('ideas.close')}
          </button>
        </div>
        {open && (
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
        )}
      </dialog>
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
