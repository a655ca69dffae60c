import { useId } from 'preact/hooks';

interface Props<T extends string> {
  readonly legend: string;
  readonly all: readonly T[];
  readonly chosen: T;
  readonly set: (one: T) => void;
  readonly text: (one: T) => string | null;
}

/** Shows a choice of exactly one of a few. */
export function Radios<T extends string>({ legend, all, chosen, set, text }: Props<T>) {
  const name = useId();
  return (
    <fieldset class="radios">
      <legend>{legend}</legend>
      {all.map((one) => (
        <label class="tick" key={one}>
          <input
            type="radio"
            name={name}
            value={one}
            checked={chosen === one}
            onChange={() => set(one)}
          />
          <bdi>{text(one)}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
