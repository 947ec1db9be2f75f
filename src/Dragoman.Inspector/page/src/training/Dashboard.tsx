import { useEffect, useMemo, useState } from 'preact/hooks';
import { Failure } from '../Failure';
import { useAnswer } from '../hooks';
import { ForgetKey } from '../KeyGate';
import { Chart } from './Chart';
import { shortNumber, type Series } from './chart';
import { Film } from './Film';
import { followRun, listRuns, readRun, remainingSeconds, type Metrics, type Run, type RunLog } from './runs';

/** Training as it goes: losses, pace, samples and attention; several runs over each other. */
export function Dashboard() {
  const runs = useAnswer('runs', listRuns);
  const [chosen, setChosen] = useState(readChosen);
  const [ended, setEnded] = useState<readonly string[]>([]);
  const all = (runs.value ?? []).map((run) => ended.includes(run.name) ? { ...run, running: false } : run);
  const names = chosen ?? all.slice(0, 1).map((run) => run.name);
  const missing = runs.value === null ? [] : names.filter((name) => !all.some((run) => run.name === name));
  const shown = all.filter((run) => names.includes(run.name));
  const choose = (name: string, checked: boolean) => {
    const next = all.map((run) => run.name).filter((other) => other === name ? checked : names.includes(other));
    setChosen(next);
    const query = new URLSearchParams(next.map((name) => ['run', name])).toString();
    history.replaceState(null, '', location.pathname + (query === '' ? '' : '?' + query));
  };
  useEffect(() => { document.title = 'Training · Dragoman'; }, []);
  return (
    <>
      <header class="top">
        <h1><a href="./">Dragoman</a></h1>
        <p class="top-title">Training</p>
        <nav aria-label="Pages"><a href="./">Inspector</a> <ForgetKey /></nav>
      </header>
      <main class="dashboard">
        {runs.loading && <p role="status" class="hint">Looking for trainings …</p>}
        {runs.refusal !== null && <Failure refusal={runs.refusal} onRetry={runs.retry} />}
        {runs.value !== null && all.length === 0 && (
          <section class="welcome"><h2>No training yet.</h2><p>Name the folder of a training when the server starts: <code>dragoman serve --training DIR</code>.</p></section>
        )}
        {all.length > 0 && (
          <fieldset class="run-list">
            <legend>Runs</legend>
            {all.map((run) => (
              <label key={run.name}>
                <input type="checkbox" checked={names.includes(run.name)}
                  onChange={(e) => choose(run.name, e.currentTarget.checked)} /> {run.name}
                {run.running && <span class="live">running</span>}
              </label>
            ))}
          </fieldset>
        )}
        {missing.map((name) => <p key={name} class="hint" role="status">There is no run “<bdi>{name}</bdi>” here.</p>)}
        {all.length > 0 && names.length === 0 && <p class="hint">Choose a run.</p>}
        <RunsShown key={shown.map((run) => run.name).join('\n')} runs={shown} onEnd={(name) => setEnded((before) => [...before, name])} />
      </main>
    </>
  );
}

/** The runs that the address names; null is as it comes. */
function readChosen(): string[] | null {
  const names = new URLSearchParams(location.search).getAll('run');
  return names.length === 0 ? null : names;
}

function RunsShown({ runs, onEnd }: { runs: readonly Run[]; onEnd: (name: string) => void }) {
  const [logs, setLogs] = useState<RunLog[]>([]);
  const read = useAnswer(runs.length > 0 ? 'logs' : null, () => Promise.all(runs.map(readRun)));
  useEffect(() => {
    if (read.value === null) {
      return undefined;
    }

    setLogs(read.value);
    const ends = read.value.filter((log) => log.run.running).map((known) =>
      followRun(known, (change) => setLogs((now) => now.map((log) => log.run.name === known.run.name ? change(log) : log)), () => onEnd(known.run.name)));
    return () => ends.forEach((end) => end());
  }, [read.value]);
  const charts = useMemo(() => drawCharts(logs), [logs]);
  if (read.refusal !== null) {
    return <Failure refusal={read.refusal} onRetry={read.retry} />;
  }

  return (
    <>
      {logs.map((log) => <Summary key={log.run.name} log={log} />)}
      <div class="charts">{charts.map(({ title, series }) => <Chart key={title} title={title} series={series} />)}</div>
      {logs.map((log) => (
        <section key={log.run.name} class="film-section">
          <h2>What <bdi>{log.run.name}</bdi> says at each validation</h2>
          <Film log={log} />
        </section>
      ))}
    </>
  );
}

function Summary({ log }: { log: RunLog }) {
  const last = log.metrics.at(-1);
  if (last === undefined) {
    return <p class="hint"><bdi>{log.run.name}</bdi>: no validation yet.</p>;
  }

  const remaining = log.run.running ? remainingSeconds(log.metrics) : null;
  const best = log.metrics.filter((line) => line.validationLoss !== undefined).reduce<Metrics | null>((a, b) => a === null || b.validationLoss! < a.validationLoss! ? b : a, null);
  return (
    <dl class="summary" aria-label={log.run.name}>
      <div class="summary-name"><dt>run</dt><dd>{log.run.name}{log.run.running && <span class="live">running</span>}</dd></div>
      <div><dt>update</dt><dd>{last.update.toLocaleString('en')}</dd></div>
      <div><dt>epoch</dt><dd>{last.epoch}</dd></div>
      {last.trainingLoss !== undefined && <div><dt>loss</dt><dd>{last.trainingLoss.toFixed(3)}</dd></div>}
      {best !== null && <div><dt>best validation loss</dt><dd>{best.validationLoss!.toFixed(3)}</dd></div>}
      <div><dt>tokens/s</dt><dd>{shortNumber(last.tokensPerSecond)}</dd></div>
      <div><dt>time so far</dt><dd>{duration(last.seconds)}</dd></div>
      {remaining !== null && <div><dt>still takes</dt><dd>{duration(remaining)}</dd></div>}
    </dl>
  );
}

const quantities: { title: string; lines: { of: keyof Metrics; name: string; dashed: boolean }[] }[] = [
  { title: 'Loss', lines: [{ of: 'validationLoss', name: 'validation', dashed: false }, { of: 'trainingLoss', name: 'training', dashed: true }] },
  { title: 'Validation score', lines: [{ of: 'validationScore', name: '', dashed: false }] },
  { title: 'Validation perplexity', lines: [{ of: 'validationPerplexity', name: '', dashed: false }] },
  { title: 'Learning rate', lines: [{ of: 'learningRate', name: '', dashed: false }] },
  { title: 'Gradient norm', lines: [{ of: 'gradientNorm', name: '', dashed: false }] },
  { title: 'Tokens per second', lines: [{ of: 'tokensPerSecond', name: '', dashed: false }] },
];

function drawCharts(logs: readonly RunLog[]): { title: string; series: Series[] }[] {
  return quantities
    .map(({ title, lines }) => ({
      title,
      series: logs.flatMap((log, index) => lines.map(({ of, name, dashed }) => ({
        name: [logs.length > 1 || name === '' ? log.run.name : '', name].filter((part) => part !== '').join(', '),
        index,
        dashed,
        points: log.metrics.flatMap((line) => typeof line[of] === 'number' ? [{ x: line.update, y: line[of] }] : []),
      }))),
    }))
    .filter(({ series }) => series.some((one) => one.points.length > 0));
}

function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return seconds < 90 ? `${Math.round(seconds)} s` : minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
