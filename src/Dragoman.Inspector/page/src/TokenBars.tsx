import { useRef, useState } from 'preact/hooks';
import { setWeight } from './weights';
import type { Word } from './words';

interface Props {
  /** Null stands for a score of −∞. */
  values: readonly (number | null)[];
  words: readonly Word[];
  direction: 'ltr' | 'rtl';
  kind: 'scores' | 'weights';
  /** Weights can be dragged when this is there. */
  onEdit?: EditWeights | undefined;
}

/** Is called when weights are let go; again says that the same bar was set by key just before. */
export type EditWeights = (weights: number[], again: boolean) => void;

const step = 0.05;

/** A bar over each source word. Weights can be dragged, or set with the arrow keys; the others give way, and what comes of it is asked when the key is let go. */
export function TokenBars({ values, words, direction, kind, onEdit }: Props) {
  const [draft, setDraft] = useState<number[] | null>(null);
  const latest = useRef<number[] | null>(null);
  const keyed = useRef(false);
  const shown = draft ?? values;
  const drawn = shown.map((value) => value ?? 0);
  const low = kind === 'weights' ? 0 : Math.min(0, ...drawn);
  const high = kind === 'weights' ? 1 : Math.max(0, ...drawn);
  const range = Math.max(high - low, 1e-6);

  const change = (weights: number[] | null) => {
    latest.current = weights;
    setDraft(weights);
  };
  const drag = (e: PointerEvent, i: number) => {
    const track = (e.currentTarget as HTMLElement).getBoundingClientRect();
    change(setWeight(drawn, i, 1 - (e.clientY - track.top) / track.height));
  };
  const commit = (byKey: boolean) => {
    if (latest.current !== null) {
      onEdit?.(latest.current, byKey && keyed.current);
      keyed.current = byKey;
    }

    change(null);
  };
  const press = (e: KeyboardEvent, i: number) => {
    const from = latest.current ?? drawn; // Several presses may come before the next drawing.
    const now = from[i]!;
    const wanted = { ArrowUp: now + step, ArrowDown: now - step, PageUp: now + 4 * step, PageDown: now - 4 * step, Home: 0, End: 1 }[e.key];
    if (wanted !== undefined) {
      e.preventDefault();
      e.stopPropagation();
      change(setWeight(from, i, wanted));
    }
  };

  return (
    <ol class={`token-bars ${kind}${onEdit === undefined ? '' : ' editable'}`} dir={direction} data-own-keys={onEdit === undefined ? undefined : true}
      tabIndex={onEdit === undefined && words.length > 12 ? 0 : undefined} aria-label={kind === 'weights' ? 'Weights of the source words' : 'Scores of the source words'}>
      {words.map((word, i) => {
        const value = drawn[i]!;
        const size = Math.abs(value) / range;
        const bar = <i style={{ height: `${size * 100}%`, bottom: `${(Math.min(0, value) - low) / range * 100}%` }} />;
        const number = kind === 'weights' ? value.toFixed(2).replace(/^0/, '') : shown[i] === null ? '−∞' : value.toFixed(1).replace('-', '−');
        return (
          <li key={i}>
            {onEdit === undefined
              ? <span class="track">{bar}</span>
              : <span class="track" role="slider" tabIndex={0} aria-label={`Weight of ${word.text}`} aria-valuemin={0} aria-valuemax={1} aria-orientation="vertical"
                  aria-valuenow={Number(value.toFixed(3))} aria-valuetext={value.toFixed(2)}
                  onPointerDown={(e) => { e.currentTarget.setPointerCapture(e.pointerId); e.currentTarget.focus(); e.preventDefault(); drag(e, i); }}
                  onPointerMove={(e) => { if (e.currentTarget.hasPointerCapture(e.pointerId)) drag(e, i); }}
                  onPointerUp={() => commit(false)} onPointerCancel={() => change(null)}
                  onKeyDown={(e) => press(e, i)} onKeyUp={() => commit(true)} onBlur={() => { commit(true); keyed.current = false; }}>{bar}</span>}
            <b>{number}</b>
            <span class={word.special ? 'name special' : 'name'}>{word.text}</span>
          </li>
        );
      })}
    </ol>
  );
}
