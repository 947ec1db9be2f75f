import { memo } from 'preact/compat';
import { useMemo } from 'preact/hooks';

interface Props {
  values: readonly number[];
  name: string;
  kind?: 'looks' | 'says' | 'plain';
  small?: boolean;
}

/** A vector as small bars, up for positive and down for negative numbers. */
export const Vector = memo(function Vector({ values, name, kind = 'plain', small = false }: Props) {
  const { path, low, high } = useMemo(() => drawBars(values), [values]);
  return (
    <svg class={`vector ${kind}${small ? ' small' : ''}`} viewBox={`0 0 ${values.length} 2`} preserveAspectRatio="none" role="img"
      aria-label={`${name}: ${values.length} numbers from ${low.toFixed(2)} to ${high.toFixed(2)}`}>
      <path class="axis" d={`M0 1H${values.length}`} />
      <path class="bars" d={path} />
    </svg>
  );
});

/** The numbers of a vector, on demand. */
export function Numbers({ values, name }: { values: readonly number[]; name: string }) {
  return (
    <div class="numbers" tabIndex={0} role="group" aria-label={`Numbers of ${name}`} data-own-keys>
      <span class="numbers-name">{name}</span> {values.map((v) => v.toFixed(3).replace('-', '−')).join('  ')}
    </div>
  );
}

function drawBars(values: readonly number[]): { path: string; low: number; high: number } {
  let low = 0;
  let high = 0;
  for (const v of values) {
    low = Math.min(low, v);
    high = Math.max(high, v);
  }

  const scale = 0.96 / Math.max(high, -low, 1e-6);
  const gap = values.length > 128 ? 0 : 0.14;
  const path = values.map((v, i) => `M${i + gap} 1V${(1 - v * scale).toFixed(3)}H${i + 1 - gap}V1Z`).join('');
  return { path, low, high };
}
