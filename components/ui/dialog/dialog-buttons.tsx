import { i18n } from '#i18n';

interface Props {
  readonly text: string;
  readonly tone?: 'primary' | 'danger';
  /** Whether there is nothing to confirm. The button stays where it is, and keeps the focus. */
  readonly off?: boolean;
  readonly confirm: () => void;
  readonly close: () => void;
}

/** Shows the two buttons at the end of a dialog: one acts and closes the dialog, one only closes it. */
export function DialogButtons({ text, tone, off, confirm, close }: Props) {
  return (
    <div class="dialog__buttons">
      <button
        type="button"
        class={tone ?? 'primary'}
        aria-disabled={off}
        onClick={() => {
          if (off) return;
          confirm();
          close();
        }}
      >
        {text}
      </button>
      <button type="button" onClick={close}>
        {i18n.t('common.cancel')}
      </button>
    </div>
  );
}
