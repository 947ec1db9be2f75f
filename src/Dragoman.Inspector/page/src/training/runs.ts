import { fetchJson } from '../server';
import { followEvents } from './events';

export interface Run {
  name: string;
  folder: string;
  running: boolean;
}

/** A line of metrics.jsonl: what a validation found. Numbers that training did not have are not there. */
export interface Metrics {
  epoch: number;
  update: number;
  trainingLoss?: number;
  validationLoss?: number;
  validationPerplexity?: number;
  validationScore?: number;
  best: boolean;
  learningRate: number;
  gradientNorm?: number;
  tokensPerSecond: number;
  seconds: number;
  /** Updates that training will take at most, where that is known. */
  maximumUpdates?: number;
}

/** A line of samples.jsonl: fixed sentences, translated at a validation. */
export interface SampleLine {
  update: number;
  samples: Sample[];
}

export interface Sample {
  source: string;
  translation: string;
  attention?: null | { source: string[]; target: string[]; weights: number[][] };
}

export interface RunLog {
  run: Run;
  metrics: Metrics[];
  samples: SampleLine[];
}

export function listRuns(): Promise<Run[]> {
  return fetchJson('v1/training/runs');
}

/** Reads what a run has noted so far. */
export async function readRun(run: Run): Promise<RunLog> {
  const path = `v1/training/runs/${encodeURIComponent(run.name)}`;
  const [metrics, samples] = await Promise.all([
    fetchJson<Metrics[]>(`${path}/metrics`),
    fetchJson<SampleLine[]>(`${path}/samples`).catch(() => []),
  ]);
  return { run, metrics, samples };
}

/** Follows a run from where it was read to; gives the call that ends it. A line that is there already is not added again, so that a broken connection does no harm. */
export function followRun({ run, metrics, samples }: RunLog, onChange: (change: (log: RunLog) => RunLog) => void, onEnd: () => void): () => void {
  const known = { metrics: metrics.at(-1)?.update ?? 0, samples: samples.at(-1)?.update ?? 0 };
  const path = () => `v1/training/runs/${encodeURIComponent(run.name)}/events?after=${Math.min(known.metrics, known.samples)}`;
  return followEvents(path, ({ type, data }) => {
    switch (type) {
      case 'metrics': {
        const line = JSON.parse(data) as Metrics;
        known.metrics = line.update;
        onChange((log) => ({ ...log, metrics: addLine(log.metrics, line) }));
        return true;
      }
      case 'sample': {
        const line = JSON.parse(data) as SampleLine;
        known.samples = line.update;
        onChange((log) => ({ ...log, samples: addLine(log.samples, line) }));
        return true;
      }
      case 'end':
        onChange((log) => ({ ...log, run: { ...log.run, running: false } }));
        onEnd();
        return false;
      default:
        return true;
    }
  });
}

/** Adds a line in the order of updates, in place of one of the same update. */
export function addLine<T extends { update: number }>(lines: readonly T[], line: T): T[] {
  return [...lines.filter((l) => l.update < line.update), line, ...lines.filter((l) => l.update > line.update)];
}

/** Seconds that a run still takes, from its pace so far; null when its end is not known. */
export function remainingSeconds(metrics: readonly Metrics[]): number | null {
  const last = metrics.at(-1);
  if (last?.maximumUpdates === undefined || last.update === 0) {
    return null;
  }

  return (last.maximumUpdates - last.update) * last.seconds / last.update;
}
