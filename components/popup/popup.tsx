import { useEffect, useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { openOptions } from '../data/browser.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Icon } from '../ui/icon.tsx';
import { later } from '../ui/lazy.tsx';
import { PlaceTab } from '../place/place-tab.tsx';
import { createPopup } from './popup-model.ts';
import { CurrentSite } from '../sites/current-site.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { UndoBar } from '../deletes/undo-bar.tsx';

const tabs = () => import('./later-tabs.ts');
const InstructionTab = later(async () => (await tabs()).InstructionTab);
const MemoryTab = later(async () => (await tabs()).MemoryTab);
const SignIn = later(async () => (await import('../connect/sign-in.tsx')).SignIn);

export function Popup() {
  const model = useMemo(createPopup, []);
  useEffect(() => {
    void model.now.look();
    void model.site.look();
    void model.signIn.look();
    // Loads the other tabs while the browser is idle, so that they open at once.
    requestIdleCallback(() => void tabs().catch(() => undefined));
  }, [model]);
  const offer = model.signIn.offer.value;
  return (
    <main class="popup">
      <h1 class="unseen">{i18n.t('popup.title')}</h1>
      <Tabs
        label={i18n.t('popup.tabs')}
        first={location.hash.slice(1)}
        tabs={[
          {
            id: 'now',
            label: i18n.t('popup.now'),
            panel: () => (
              <ErrorBoundary>
                <CurrentSite model={model.site} />
                {offer && <SignIn model={model.signIn} />}
                <PlaceTab
                  model={model.now}
                  unread={model.site.isUnread.value || offer !== null}
                  offered={offer !== null}
                  pauseSite={(origin, length) => void model.site.pause(origin, length)}
                >
                  {/* Null while there is an offer. */}
                  {model.signIn.ending.value && <SignIn model={model.signIn} />}
                </PlaceTab>
              </ErrorBoundary>
            ),
          },
          {
            id: 'instruction',
            label: i18n.t('popup.instruction'),
            panel: (shown) => (
              <ErrorBoundary>
                <InstructionTab shown={shown} schools={model.schools} />
              </ErrorBoundary>
            ),
          },
          {
            id: 'memory',
            label: i18n.t('popup.memory'),
            panel: () => (
              <ErrorBoundary>
                <MemoryTab popup={model} />
              </ErrorBoundary>
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

/** Shown instead if a stored item cannot be read. The options page offers what helps. */
export function Damaged() {
  return (
    <main class="popup panel" data-testid="recovery">
      <h1>{i18n.t('recovery.title')}</h1>
      <p>{i18n.t('recovery.about')}</p>
      <button type="button" class="primary" onClick={() => void openOptions()}>
        {i18n.t('now.openOptions')}
      </button>
    </main>
  );
}
