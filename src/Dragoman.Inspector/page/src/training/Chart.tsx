import { useMemo, useState } from 'preact/hooks';
import { scaleOf, shortNumber, type Series } from './chart';

const width = 420;
const height = 220;
const left = 46;
const right = 10;
const top = 10;
const bottom = 24;

/** Lines over updates. Runs differ by dash and shade, and the nearest values are told under the pointer. */
export function Chart({ title, series }: { title: string; series: readonly Series[] }) {
  const [pointer, setPointer] = useState<number | null>(null);
  const shown = series.filter((one) => one.points.length > 0);
  const xs = useMemo(() => scaleOf(shown.flatMap((one) => one.points.map((point) => point.x))), [series]);
  const ys = useMemo(() => scaleOf(shown.flatMap((one) => one.points.map((point) => point.y))), [series]);
  if (shown.length === 0) {
    return null;
  }

  const x = (value: number) => left + (value - xs.low) / (xs.high - xs.low) * (width - left - right);
  const y = (value: number) => height - bottom - (value - ys.low) / (ys.high - ys.low) * (height - top - bottom);
  const update = pointer === null ? null : xs.low + (pointer - left) / (width - left - right) * (xs.high - xs.low);
  const nearest = shown.map((one) => ({ one, point: update === null ? one.points.at(-1)! : closest(one, update) }));
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}: ${nearest.map(({ one, point }) => `${one.name} ${shortNumber(point.y)}`).join(', ')}`}
        onMouseMove={(e) => { const box = e.currentTarget.getBoundingClientRect(); setPointer((e.clientX - box.left) / box.width * width); }}
        onMouseLeave={() => setPointer(null)}>
        {ys.ticks.map((tick) => <g key={tick} class="tick"><path d={`M${left} ${y(tick)}H${width - right}`} /><text x={left - 6} y={y(tick) + 4} text-anchor="end">{shortNumber(tick)}</text></g>)}
        {xs.ticks.map((tick) => <text key={tick} class="tick-label" x={x(tick)} y={height - 6} text-anchor="middle">{shortNumber(tick)}</text>)}
        {shown.map((one) => (
          <path key={one.name} class={`series run-${one.index % 4}${one.dashed ? ' dashed' : ''}`}
            d={one.points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`).join('')} />
        ))}
        {pointer !== null && nearest.map(({ one, point }) => <circle key={one.name} class={`run-${one.index % 4}`} cx={x(point.x)} cy={y(point.y)} r="3.5" />)}
      </svg>
      <ul class="chart-key">
        {nearest.map(({ one, point }) => (
          <li key={one.name}><svg width="22" height="8" aria-hidden="true"><path class={`series run-${one.index % 4}${one.dashed ? ' dashed' : ''}`} d="M0 4H22" /></svg> {one.name} <b>{shortNumber(point.y)}</b></li>
        ))}
      </ul>
    </figure>
  );
}

function closest(series: Series, x: number) {
  return series.points.reduce((best, point) => Math.abs(point.x - x) < Math.abs(best.x - x) ? point : best);
}
