import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { InstructionField } from '../../lib/ibl/instruction/fields.ts';
import type { InstructionModel } from './instruction-model.ts';
import { idOfField } from './instruction-field.tsx';
import { IdeasDialog, IdeasList, QuickIdeas } from './ideas-dialog.tsx';
import type { StartingPoint } from './starting-points-text.ts';

interface Props {
  readonly model: InstructionModel;
}

/**
 * Shows a button that opens texts to begin with, in a dialog, so that the form does not move. While
 * nothing is saved yet, shows three of the texts beside it.
 */
export function StartingPoints({ model }: Props) {
  const [open, setOpen] = useState(false);
  const add = useAdd(model);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {i18n.t('ideas.open')}
      </button>
      {model.isEmpty.value && (
        <div class="quick">
          <QuickIdeas model={model} add={add} />
        </div>
      )}
      {open && (
        <IdeasDialog
          model={model}
          close={close}
          add={(point) => {
            close();
            add(point);
          }}
        />
      )}
    </>
  );
}

/** Shows the texts to begin with beside the form, where a screen has room for both. */
export function IdeasBeside({ model }: Props) {
  const add = useAdd(model);
  return (
    <section class="beside ideas" aria-labelledby="ideas-beside">
      <h3 id="ideas-beside">{i18n.t('ideas.open')}</h3>
      <IdeasList model={model} add={add} />
    </section>
  );
}

/** Returns a function that adds a text to its field, and then puts the focus behind it. */
function useAdd(model: InstructionModel): (point: StartingPoint) => void {
  const [added, setAdded] = useState<InstructionField | null>(null);

  // Runs once a dialog is gone and the field has its text, before the draft is stored.
  useEffect(() => {
    if (added === null) return;
    setAdded(null);
    const control = document.querySelector<HTMLTextAreaElement>(`#${idOfField(added)}`);
    if (!control) return;
    control.focus();
    control.setSelectionRange(control.value.length, control.value.length);
    control.scrollTop = control.scrollHeight;
    control.scrollIntoView({ block: 'center' });
  }, [added]);

  return ({ field, text }) => {
    void model.add(field, text);
    setAdded(field);
  };
}
