import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { PAUSE_LENGTHS, type PauseLength } from '../../lib/shared/pause-length.ts';

interface Props {
  readonly length: PauseLength;
  readonly set: (length: PauseLength) => void;
}

/** Shows how long a pause can last. */
export function PauseLengthChoice({ length, set }: Props) {
  const name = useId();
  return (
    <fieldset class="kept__choices">
      <legend>{i18n.t('pauses.howLong')}</legend>
      {PAUSE_LENGTHS.map((one) => (
        <label class="tick" key={one}>
          <input
            type="radio"
            name={name}
            value={one}
            checked={length === one}
            onChange={() => set(one)}
          />
          {i18n.t(`pauses.length.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}
