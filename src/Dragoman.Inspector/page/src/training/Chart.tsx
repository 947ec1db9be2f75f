import { useMemo, useState } from 'preact/hooks';
import { scaleOf, shortNumber, thin, type Series } from './chart';
import { Marker } from './Marker';

const width = 420;
const height = 220;
const left = 54;
const right = 10;
const top = 10;
const bottom = 24;
/** On a line; more would hide it. */
const mostMarkers = 8;

/** Lines over updates. Runs differ by colour and marker, what they trained on is dashed, and the nearest values are told under the pointer. */
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
  const marked = series.some((one) => one.index > 0);
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
          <g key={one.name}>
            <path class={`series run-${one.index % 4}${one.dashed ? ' dashed' : ''}`}
              d={one.points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`).join('')} />
            {marked && thin(one.points, mostMarkers).map((point) => <Marker key={point.x} index={one.index} x={x(point.x)} y={y(point.y)} />)}
          </g>
        ))}
        {pointer !== null && nearest.map(({ one, point }) => <Marker key={one.name} index={one.index} x={x(point.x)} y={y(point.y)} />)}
      </svg>
      <ul class="chart-key">
        {nearest.map(({ one, point }) => (
          <li key={one.name}><Sample series={one} marked={marked} /> {one.name} <b>{shortNumber(point.y)}</b></li>
        ))}
      </ul>
    </figure>
  );
}

/** A short piece of a line, for the key. */
function Sample({ series, marked }: { series: Series; marked: boolean }) {
  return (
    <svg width="24" height="10" aria-hidden="true">
      <path class={`series run-${series.index % 4}${series.dashed ? ' dashed' : ''}`} d="M0 5H24" />
      {marked && <Marker index={series.index} x={12} y={5} />}
    </svg>
  );
}

function closest(series: Series, x: number) {
  return series.points.reduce((best, point) => Math.abs(point.x - x) < Math.abs(best.x - x) ? point : best);
}
