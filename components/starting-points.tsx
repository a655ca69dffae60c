import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { InstructionModel } from './instruction-model.ts';
import { idOfField } from './instruction-field.tsx';
import { later } from './later.tsx';
import type { StartingPoint } from './words-starting-points.ts';

const Ideas = later(async () => (await import('./ideas.tsx')).Ideas, true);

/** A button, and behind it texts to begin with: over the form, so that nothing in it moves. */
export function StartingPoints({ model }: { model: InstructionModel }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);

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
      {open && <Ideas model={model} close={close} add={(point) => void add(point)} />}
    </>
  );
}
