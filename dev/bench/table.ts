/** A measurement and its control, round by round. */
export interface Measure {
  readonly name: string;
  readonly control: string;
  /** The unit of the numbers; ms when absent. */
  readonly unit?: 'MB' | 'kB';
  /** The largest median that is acceptable. */
  readonly aim?: number;
  /** Whether the aim is for how much more this is than the control, round by round. */
  readonly isMore?: boolean;
  readonly times: readonly number[];
  readonly controls: readonly number[];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[middle],
  ];
  return (low + high) / 2;
}

const HEAD = ['what', 'median', 'from – to', 'control', 'its median', 'ratio', 'more', 'aim'];

export function tableOf(measures: readonly Measure[]): string {
  const rows = measures.map(({ name, control, aim, isMore, times, controls, unit = 'ms' }) => {
    const of = (value: number): string => `${value.toFixed(1)} ${unit}`;
    const pairs = times.map((time, i) => [time, controls[i] ?? Number.NaN] as const);
    const ratios = pairs.map(([time, other]) => time / other);
    const more = median(pairs.map(([time, other]) => time - other));
    const reached = isMore ? more : median(times);
    return [
      name,
      of(median(times)),
      `${of(Math.min(...times))} – ${of(Math.max(...times))}`,
      control,
      of(median(controls)),
      median(ratios).toFixed(2),
      of(more),
      aim === undefined
        ? ''
        : `${aim} ${unit}${isMore ? ' more' : ''}: ${reached <= aim ? 'yes' : 'no'}`,
    ];
  });
  const widths = HEAD.map((head, i) =>
    Math.max(head.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return ['', line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join(
    '\n',
  );
}
