export interface Series {
  name: string;
  /** Number of the run: tells its colour and marker. */
  index: number;
  dashed: boolean;
  points: { x: number; y: number }[];
}

export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

/** A scale over values, with two to six round ticks. */
export function scaleOf(values: readonly number[]): Scale {
  const finite = values.filter(Number.isFinite);
  let low = Math.min(...finite);
  let high = Math.max(...finite);
  if (finite.length === 0) {
    return { low: 0, high: 1, ticks: [0, 1] };
  }

  if (low === high) {
    low -= Math.abs(low) * 0.1 || 0.5;
    high += Math.abs(high) * 0.1 || 0.5;
  }

  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough)!;
  const first = Math.ceil(low / step - 1e-9);
  const ticks: number[] = [];
  for (let i = first; i * step <= high + step * 1e-9; i++) {
    ticks.push(Number((i * step).toPrecision(10)));
  }

  return { low, high, ticks };
}

/** At most so many of the items, the first and the last among them, evenly apart. */
export function thin<T>(items: readonly T[], most: number): T[] {
  const last = items.length - 1;
  return items.length <= most ? [...items] : Array.from({ length: most }, (_, i) => items[Math.round(i * last / (most - 1))]!);
}

/** Writes a number shortly: 1.2k, 0.0003. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) {
    return `${Number((value / 1e6).toPrecision(3))}M`;
  }

  if (size >= 1e4) {
    return `${Number((value / 1e3).toPrecision(3))}k`;
  }

  return String(Number(value.toPrecision(3)));
}
