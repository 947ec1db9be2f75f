import { Failure } from './Failure';
import { moveFocus, type Way } from './focus';
import { useAnswer } from './hooks';
import type { Models, Point, Question } from './models';
import { percent } from './weights';
import { nameOf } from './words';

interface Props {
  models: Models;
  question: Question;
  step: number;
  onChoose: (step: number) => void;
}

const width = 720;
const height = 440;

/** The way of the states through their space, seen from where it is widest. */
export function TrajectoriesView({ models, question, step, onChoose }: Props) {
  const answer = useAnswer(models.live ? JSON.stringify(question) : null, (signal) => models.trajectories(question, signal));
  const value = answer.value;
  return (
    <section class="trajectories-view" aria-labelledby="trajectories-title">
      <header class="panel-head"><h2 id="trajectories-title">The way of the states</h2></header>
      {!models.live && <p class="hint">This needs the model: open the page that <code>dragoman serve</code> gives.</p>}
      {answer.loading && <p role="status" class="hint">Computing …</p>}
      {answer.refusal !== null && <Failure refusal={answer.refusal} onRetry={answer.retry} />}
      {value !== null && (
        <div class="trajectories">
          <Way points={value.points} title="Decoder, word by word" kind="says" chosen={step} onChoose={(i) => onChoose(value.points[i]!.step)} />
          {value.encoder !== undefined && value.encoder.length > 0 && <Way points={value.encoder} title="Encoder, over the source" kind="looks" chosen={null} />}
          {value.explained.length > 1 && <p class="hint">Two directions of the many; they hold {percent(value.explained[0]! + value.explained[1]!)} of the variance.</p>}
        </div>
      )}
    </section>
  );
}

function Way({ points, title, kind, chosen, onChoose }: {
  points: readonly Point[]; title: string; kind: 'looks' | 'says'; chosen: number | null; onChoose?: (index: number) => void;
}) {
  const place = fit(points);
  const path = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${place(point).x.toFixed(1)} ${place(point).y.toFixed(1)}`).join('');
  return (
    <figure class={`way ${kind}`}>
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role={onChoose === undefined ? 'img' : 'group'} aria-label={`${title}: ${points.map((point) => nameOf(point.token)).join(', ')}`}
        onKeyDown={(e) => moveFocus(e, alongWay)}>
        <path class="way-line" d={path} />
        {points.map((point, i) => {
          const { x, y } = place(point);
          const left = x > width - 110;
          return (
            <g key={i} class={chosen === i ? 'way-point chosen' : 'way-point'} {...(onChoose === undefined ? {} : pressable(i, point, chosen === i, () => onChoose(i)))}>
              <circle cx={x} cy={y} r={chosen === i ? 7 : 4.5} />
              <text x={left ? x - 9 : x + 9} y={y + (i % 2 === 0 ? -7 : 17)} text-anchor={left ? 'end' : 'start'}>{nameOf(point.token)}</text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

/** What makes a point of a drawing a button; in SVG an attribute has to be written as it is. */
function pressable(item: number, point: Point, chosen: boolean, press: () => void) {
  return {
    role: 'button' as const, tabindex: chosen ? 0 : -1, 'data-item': item, 'aria-pressed': chosen, 'aria-label': nameOf(point.token), onClick: press,
    onKeyDown: (e: KeyboardEvent) => {
      if (e.key === 'Enter' || e.key === ' ') {
        e.preventDefault();
        press();
      }
    },
  };
}

/** Right and down lead on to the next word, left and up back to the one before. */
function alongWay(item: number, way: Way): number {
  return way === 'right' || way === 'down' ? item + 1 : item - 1;
}

function fit(points: readonly Point[]): (point: Point) => { x: number; y: number } {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const scale = (value: number, values: readonly number[], size: number, pad: number) => {
    const low = Math.min(...values);
    const range = Math.max(...values) - low;
    return pad + (range === 0 ? 0.5 : (value - low) / range) * (size - 2 * pad);
  };
  return (point) => ({ x: scale(point.x, xs, width, 50), y: height - scale(point.y, ys, height, 34) });
}
