import { Component, type ComponentChildren, type ComponentType } from 'preact';
import { i18n } from '#i18n';
import { DamagedItem } from '../../lib/store/core/versioned.ts';
import { Message } from './message.tsx';

interface Props {
  readonly children: ComponentChildren;
  /** Given for a whole screen. Shown if a critical item cannot be read and nothing can go on. */
  readonly damaged?: ComponentType;
}
interface State {
  readonly failed: 'no' | 'broken' | 'damaged';
}

/** Keeps a failure inside one part of the screen, so that the other parts go on working. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: 'no' };

  override componentDidCatch(error: unknown): void {
    const isDamaged = error instanceof DamagedItem;
    // No part of a screen can go on without that item.
    if (isDamaged && !this.props.damaged) throw error;
    this.setState({ failed: isDamaged ? 'damaged' : 'broken' });
  }

  override render() {
    const { children, damaged: Damaged } = this.props;
    if (this.state.failed === 'no') return children;
    if (this.state.failed === 'damaged' && Damaged) return <Damaged />;
    return (
      <Message tone="stop" role="alert">
        <p>{i18n.t('common.broken')}</p>
        <div class="row">
          <button type="button" onClick={() => this.setState({ failed: 'no' })}>
            {i18n.t('common.brokenAgain')}
          </button>
        </div>
      </Message>
    );
  }
}
