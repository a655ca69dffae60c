import { Component, type ComponentChildren } from 'preact';
import { i18n } from '#i18n';

/** Keeps a failure inside one part of the screen: the others go on working. */
export class Boundary extends Component<{ children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(): void {
    this.setState({ failed: true });
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div class="notice notice--stop" role="alert">
        <p>{i18n.t('common.broken')}</p>
        <button type="button" onClick={() => this.setState({ failed: false })}>
          {i18n.t('common.brokenAgain')}
        </button>
      </div>
    );
  }
}
