import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'good' | 'wait' | 'stop' | 'quiet';

interface Props {
  readonly tone?: Tone;
  /** The icon, if it is another one than that of the tone. */
  readonly icon?: IconName;
  readonly role?: 'alert' | 'status';
  readonly hidden?: boolean;
  readonly 'data-testid'?: string;
  /** The line, then details in small text, then a row of buttons. */
  readonly children: ComponentChildren;
}

/** Shows a message in a box: an icon, what it says, and what the learner can do. */
export function Message({ tone = 'quiet', icon = tone, children, ...rest }: Props) {
  return (
    <div class={`message message--${tone}`} {...rest}>
      <Icon name={icon} />
      <div class="message__words">{children}</div>
    </div>
  );
}
