import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { InstructionField } from '../../lib/ibl/instruction/fields.ts';
import type { InstructionModel } from './instruction-model.ts';
import { idOfField } from './instruction-field.tsx';
import { later } from '../ui/lazy.tsx';
import type { StartingPoint } from './starting-points-text.ts';

const IdeasDialog = later(async () => (await import('./ideas-dialog.tsx')).IdeasDialog, true);

/** Shows a button that opens texts to begin with, in a dialog, so that the form does not move. */
export function StartingPoints({ model }: { model: InstructionModel }) {
  const [open, setOpen] = useState(false);
  const [added, setAdded] = useState<InstructionField | null>(null);
  const close = () => setOpen(false);

  // Runs once the dialog is gone and the field has its text, before the draft is stored.
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

  function add({ field, text }: StartingPoint): void {
    close();
    void model.add(field, text);
    setAdded(field);
  }

  return (
    <>
      <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {i18n.t('ideas.open')}
      </button>
      {open && <IdeasDialog model={model} close={close} add={add} />}
    </>
  );
}
