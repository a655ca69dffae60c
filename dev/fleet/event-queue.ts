/** What is to happen, earliest first. An event is a time (ms) and a whole number that names it. */
export interface EventQueue {
  readonly push: (time: number, event: number) => void;
  /** Removes the earliest event. Returns false if none is left. */
  readonly pop: () => boolean;
  /** The time of the event that `pop` removed last. */
  readonly time: () => number;
  /** The event that `pop` removed last. */
  readonly event: () => number;
}

/** Returns a binary heap. Two typed arrays hold millions of events without an object for each. */
export function createEventQueue(): EventQueue {
  let times = new Float64Array(1024);
  let events = new Float64Array(1024);
  let size = 0;
  let time = 0;
  let event = 0;

  const timeAt = (index: number): number => times[index] ?? Infinity;
  const move = (from: number, to: number): void => {
    times[to] = timeAt(from);
    events[to] = events[from] ?? 0;
  };

  function grow(): void {
    const [oldTimes, oldEvents] = [times, events];
    times = new Float64Array(size * 2);
    events = new Float64Array(size * 2);
    times.set(oldTimes);
    events.set(oldEvents);
  }

  function push(at: number, what: number): void {
    if (size === times.length) grow();
    let hole = size;
    size += 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (timeAt(parent) <= at) break;
      move(parent, hole);
      hole = parent;
    }
    times[hole] = at;
    events[hole] = what;
  }

  function pop(): boolean {
    if (size === 0) return false;
    time = timeAt(0);
    event = events[0] ?? 0;
    size -= 1;
    const last = timeAt(size);
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && timeAt(child + 1) < timeAt(child)) child += 1;
      if (last <= timeAt(child)) break;
      move(child, hole);
      hole = child;
    }
    move(size, hole);
    return true;
  }

  return { push, pop, time: () => time, event: () => event };
}
