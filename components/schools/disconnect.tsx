import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { DialogButtons } from '../ui/dialog/dialog-buttons.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { Tick } from '../ui/tick.tsx';

interface Props {
  /** The name of the school. */
  readonly name: string;
  readonly disconnect: (forget: boolean) => void;
}

/** A button that asks before it disconnects a school. */
export function Disconnect(props: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        {i18n.t('connection.disconnect')}
      </button>
      {asking && <DisconnectDialog {...props} close={() => setAsking(false)} />}
    </>
  );
}

/** Says what a disconnect does, and offers to delete first what Waypoint stored on the server. */
function DisconnectDialog({ name, disconnect, close }: Props & { readonly close: () => void }) {
  const hint = useId();
  const [forget, setForget] = useState(false);
  return (
    <Dialog
      title={<Sentence text={i18n.t('schools.disconnectAsk', [MARK])} values={[name]} />}
      close={close}
    >
      <p>{i18n.t('connection.disconnectHint')}</p>
      <Tick on={forget} set={setForget} describedBy={hint}>
        {i18n.t('schools.forget')}
      </Tick>
      <p id={hint} class="hint">
        {i18n.t('schools.forgetHint')}
      </p>
      <DialogButtons
        text={forget ? i18n.t('schools.forgetAndDisconnect') : i18n.t('schools.disconnect')}
        tone={forget ? 'danger' : 'primary'}
        confirm={() => disconnect(forget)}
        close={close}
      />
    </Dialog>
  );
}
