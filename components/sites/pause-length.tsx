import { i18n } from '#i18n';
import { PAUSE_LENGTHS, type PauseLength } from '../../lib/shared/pause-length.ts';
import { Radios } from '../ui/radios.tsx';

interface Props {
  readonly length: PauseLength;
  readonly set: (length: PauseLength) => void;
}

/** Shows how long a pause can last. */
export const PauseLengthChoice = ({ length, set }: Props) => (
  <Radios
    legend={i18n.t('pauses.howLong')}
    all={PAUSE_LENGTHS}
    chosen={length}
    set={set}
    text={(one) => i18n.t(`pauses.length.${one}`)}
  />
);
