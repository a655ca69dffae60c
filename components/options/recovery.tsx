import { useEffect, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { CRITICAL_KEYS, damagedCritical, readRaw } from '../../lib/store/critical-items.ts';
import { createAction } from '../data/action.ts';
import { DialogButtons } from '../ui/dialog/dialog-buttons.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { fileName, saveFile } from '../ui/save-file.ts';
import { Message } from '../ui/message.tsx';
import { textOfIssue } from '../ui/invalid-input-text.ts';

const nameOf = (key: string) => {
  const known = CRITICAL_KEYS.find((one) => one === key);
  return known ? i18n.t(`recovery.${known}`) : key;
};

/** Shows the stored items that cannot be read. Nothing is lost; the learner decides what to do. */
export function Recovery() {
  const [damaged, setDamaged] = useState<Awaited<ReturnType<typeof damagedCritical>>>([]);
  const [asking, setAsking] = useState(false);
  const { act, noAnswer } = useMemo(() => createAction(), []);
  useEffect(() => {
    void damagedCritical().then(setDamaged);
  }, []);

  async function startFresh(): Promise<void> {
    const reply = await act({ type: 'recovery/fresh' });
    if (reply === null) location.reload();
  }

  return (
    <main class="recovery" data-testid="recovery">
      <h1>{i18n.t('recovery.title')}</h1>
      <p>{i18n.t('recovery.about')}</p>
      <ul>
        {damaged.map(({ key, issue }) => (
          <li key={key}>
            <strong>{nameOf(key)}</strong> <span class="quiet">{textOfIssue(issue)}</span>
          </li>
        ))}
      </ul>
      <p>{i18n.t('recovery.nothingLost')}</p>
      <div class="row">
        <button type="button" class="primary" onClick={() => location.reload()}>
          {i18n.t('common.tryAgain')}
        </button>
        <button type="button" onClick={() => void saveCopy()}>
          {i18n.t('recovery.save')}
        </button>
        <button type="button" onClick={() => setAsking(true)}>
          {i18n.t('recovery.freshOpen')}
        </button>
      </div>
      {asking && (
        <Dialog title={i18n.t('recovery.freshTitle')} close={() => setAsking(false)}>
          <p>{i18n.t('recovery.freshAsk')}</p>
          <DialogButtons
            text={i18n.t('recovery.fresh')}
            tone="danger"
            confirm={() => void startFresh()}
            close={() => setAsking(false)}
          />
        </Dialog>
      )}
      {noAnswer.value && (
        <Message tone="stop" role="alert">
          <p>{i18n.t('fault.no_answer')}</p>
        </Message>
      )}
    </main>
  );
}

async function saveCopy(): Promise<void> {
  const text = JSON.stringify(await readRaw(), null, 2);
  saveFile(fileName('stored', 'json'), text, 'application/json');
}
