import { useEffect, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { openOptions } from '../lib/send.ts';
import { Boundary } from './boundary.tsx';
import { Icon } from './icon.tsx';
import { Later } from './later.tsx';
import { Now } from './now.tsx';
import { createPopup } from './popup-model.ts';
import { SiteHere } from './site-here.tsx';
import { Tabs } from './tabs.tsx';
import { UndoBar } from './undo-bar.tsx';

const instruction = async () => (await import('./popup-instruction.tsx')).PopupInstruction;
const memory = async () => (await import('./popup-memory.tsx')).PopupMemory;

const signIn = async () => (await import('./sign-in.tsx')).SignIn;

export function Popup() {
  const model = useMemo(createPopup, []);
  useEffect(() => {
    void model.now.look();
    void model.site.look();
    void model.signIn.look();
    // The other tabs are at hand when they are wanted.
    requestIdleCallback(() => void Promise.allSettled([instruction(), memory()]));
  }, [model]);
  return (
    <main class="popup">
      <h1 class="unseen">{i18n.t('popup.title')}</h1>
      <Tabs
        label={i18n.t('popup.tabs')}
        tabs={[
          {
            id: 'now',
            label: i18n.t('popup.now'),
            panel: () => (
              <Boundary>
                <SiteHere model={model.site} />
                {model.signIn.isShown.value && (
                  <Later load={signIn} props={{ model: model.signIn }} />
                )}
                <Now
                  model={model.now}
                  unread={model.site.isUnread.value || model.signIn.offer.value !== null}
                  offered={model.signIn.offer.value !== null}
                />
              </Boundary>
            ),
          },
          {
            id: 'instruction',
            label: i18n.t('popup.instruction'),
            panel: (shown) => (
              <Boundary>
                <Later load={instruction} props={{ shown }} />
              </Boundary>
            ),
          },
          {
            id: 'memory',
            label: i18n.t('popup.memory'),
            panel: () => (
              <Boundary>
                <Later load={memory} props={{ popup: model }} />
              </Boundary>
            ),
          },
        ]}
      >
        <button
          type="button"
          class="bare"
          title={i18n.t('popup.options')}
          aria-label={i18n.t('popup.options')}
          onClick={() => void openOptions()}
        >
          <Icon name="options" />
        </button>
      </Tabs>
      <UndoBar model={model.deletes} />
    </main>
  );
}
