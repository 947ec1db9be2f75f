import { memo } from 'preact/compat';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { alongLine, moveFocus } from './focus';
import type { Moment } from './phases';
import { curveBetween } from './svg';
import type { Explanation } from './trace';
import { describeRow, matrixOf, sumRows } from './weights';
import { directionOf, sourceWords, targetWords, type Word } from './words';

/** The word under the pointer or with the focus. */
export type Hover = { side: 'source' | 'target'; index: number } | null;

interface Props {
  explanation: Explanation;
  /** Where the film stands; null shows everything at once. */
  moment: Moment | null;
  /** How many words of the translation are written. */
  written: number;
  /** Words of the translation whose weights are summed. */
  rows: readonly number[];
  hover: Hover;
  onHover: (hover: Hover) => void;
  /** A word of the translation is chosen, instead of those before or beside them. */
  onChoose?: (step: number, beside: boolean) => void;
  /** A source word is typed over. */
  onReplace?: ((position: number, text: string) => void) | undefined;
  sourceDiffers?: readonly boolean[] | undefined;
  targetDiffers?: readonly boolean[] | undefined;
}

interface Places { source: number[]; target: number[]; width: number }

const lineHeight = 112;
const manyLines = 1600;

/** Both sentences, and lines between their words: the wider and darker, the more a word was looked at. */
export const Sentences = memo(function Sentences(props: Props) {
  const { explanation, moment, rows, hover, onHover } = props;
  const source = useMemo(() => sourceWords(explanation.source), [explanation]);
  const target = useMemo(() => targetWords(explanation), [explanation]);
  const matrix = useMemo(() => matrixOf(explanation.steps), [explanation]);
  const labels = useMemo(() => target.map((word, i) => labelOf(word, i, matrix, source, explanation)), [explanation]);
  const body = useRef<HTMLDivElement>(null);
  const [places, setPlaces] = useState<Places | null>(null);

  useLayoutEffect(() => {
    const element = body.current!;
    const measure = () => setPlaces({ source: centersIn(element, '.source'), target: centersIn(element, '.target'), width: element.offsetWidth });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [explanation]);

  const hasLooked = moment === null || explanation.order.indexOf(moment.phase) >= explanation.order.indexOf('weigh');
  const shownRows = hover?.side === 'target' ? [hover.index] : hasLooked ? rows : rows.filter((row) => row !== moment.step);
  const sums = matrix !== null && shownRows.length > 0 ? sumRows(matrix, shownRows) : null;
  const sourceDirection = directionOf(explanation.source.text);
  const targetDirection = directionOf(explanation.hypotheses[explanation.shown]?.text ?? '');
  useFollow(body, moment?.step ?? null);

  return (
    <div class="sentences" tabIndex={-1}>
      <div class="sentences-body" ref={body} onMouseLeave={() => onHover(null)}>
        <ol class="words source" dir={sourceDirection} aria-label="Source" onKeyDown={(e) => moveFocus(e, (item, way) => alongLine(item, way, sourceDirection))}>
          {source.map((word, i) => (
            <SourceWord key={i} word={word} index={i} weight={sums === null ? null : visible(sums[i]!)} differs={props.sourceDiffers?.[i] ?? false}
              active={hover?.side === 'source' && hover.index === i} onHover={onHover} onReplace={props.onReplace} />
          ))}
        </ol>
        {matrix !== null
          ? <Lines matrix={matrix} places={places} rows={shownRows} column={hover?.side === 'source' ? hover.index : null} all={moment === null} />
          : <p class="no-lines">This model has no attention: it translates from its memory of the whole sentence.</p>}
        <ol class="words target" dir={targetDirection} aria-label="Translation" onKeyDown={(e) => moveFocus(e, (item, way) => alongLine(item, way, targetDirection))}>
          {target.map((word, i) => (
            <TargetWord key={i} word={word} index={i} label={labels[i]!} first={i === (moment?.step ?? 0)} chosen={rows.includes(i)} arrives={moment === null}
              classes={targetClass(word, i, moment, i < props.written, rows, props.targetDiffers?.[i] ?? false, explanation.steps[i]!)}
              onHover={onHover} onChoose={props.onChoose} />
          ))}
        </ol>
      </div>
    </div>
  );
});

const TargetWord = memo(function TargetWord({ word, index, label, first, chosen, arrives, classes, onHover, onChoose }: {
  word: Word; index: number; label: string; first: boolean; chosen: boolean; arrives: boolean; classes: string;
  onHover: (hover: Hover) => void; onChoose?: ((step: number, beside: boolean) => void) | undefined;
}) {
  return (
    <li class={word.joined ? 'joined' : ''}>
      <button type="button" class={classes} tabIndex={first ? 0 : -1} data-item={index} aria-pressed={onChoose === undefined ? undefined : chosen} aria-label={label}
        style={{ animationDelay: arrives ? `${Math.min(index, 30) * 55}ms` : '0s' }}
        onMouseEnter={() => onHover({ side: 'target', index })}
        onFocus={(e) => { if (e.currentTarget.matches(':focus-visible')) onHover({ side: 'target', index }); }}
        onBlur={() => onHover(null)}
        // Who clicks keeps the arrow keys for the steps; who comes by key goes along the words with them.
        onMouseDown={(e) => e.preventDefault()}
        onClick={(e) => onChoose?.(index, e.shiftKey || e.ctrlKey || e.metaKey)}>
        {word.text}
      </button>
    </li>
  );
});

const SourceWord = memo(function SourceWord({ word, index, weight, differs, active, onHover, onReplace }: {
  word: Word; index: number; weight: number | null; differs: boolean; active: boolean; onHover: (hover: Hover) => void;
  onReplace?: ((position: number, text: string) => void) | undefined;
}) {
  const [typing, setTyping] = useState(false);
  const editable = onReplace !== undefined && !word.special;
  const classes = ['word', word.special && 'special', word.unknown && 'unknown', differs && 'differs', active && 'active'].filter(Boolean).join(' ');
  const finish = (text: string) => {
    setTyping(false);
    if (text.trim() !== word.text) {
      onReplace?.(index, text.trim());
    }
  };
  return (
    <li class={word.joined ? 'joined' : ''}>
      {typing
        ? <input class="word typing" size={Math.max(4, word.text.length + 2)} defaultValue={word.text} aria-label={`Put in place of ${word.text}; empty drops it`}
            ref={(input) => { if (input !== null && document.activeElement !== input) { input.focus(); input.select(); } }}
            onKeyDown={(e) => { if (e.key === 'Enter') finish(e.currentTarget.value); if (e.key === 'Escape') setTyping(false); e.stopPropagation(); }}
            onBlur={() => setTyping(false)} />
        : <button type="button" class={classes} data-item={index} tabIndex={index === 0 ? 0 : -1}
            title={word.unknown ? 'not in the vocabulary' : editable ? 'click to type another word' : undefined}
            aria-label={(word.unknown ? `${word.text}, unknown` : word.text) + (weight !== null && weight >= 0.005 ? `, weight ${weight.toFixed(2)}` : '')}
            onMouseEnter={() => onHover({ side: 'source', index })}
            onFocus={(e) => { if (e.currentTarget.matches(':focus-visible')) onHover({ side: 'source', index }); }}
            onBlur={() => onHover(null)}
            onClick={() => { if (editable) setTyping(true); }}>
            {word.text}
          </button>}
      <span class="looked" aria-hidden="true">
        <i style={{ transform: `scaleX(${Math.min(1, weight ?? 0)})` }} />
        <b>{weight !== null && weight >= 0.045 ? weight.toFixed(2).replace(/^0/, '') : ''}</b>
      </span>
    </li>
  );
});

/** A weight as far as it can be seen: most words of a long sentence have none, and stay as they are from step to step. */
function visible(weight: number): number {
  return weight >= 0.005 ? weight : 0;
}

const Lines = memo(function Lines({ matrix, places, rows, column, all }: {
  matrix: readonly (readonly number[])[]; places: Places | null; rows: readonly number[]; column: number | null; all: boolean;
}) {
  const focused = rows.length > 0 || column !== null;
  const crowded = matrix.length * (matrix[0]?.length ?? 0) > manyLines;
  const active = (t: number, s: number) => column !== null ? s === column : rows.includes(t);
  // Where there is room for all lines they are made once; otherwise only those of the words in question.
  const paths = useMemo(
    () => places === null || places.target.length !== matrix.length ? [] : makePaths(matrix, places, crowded ? active : () => true),
    [matrix, places, crowded ? `${rows.join()} ${column}` : '']);
  const drawn = focused && !all ? paths.filter((path) => active(path.t, path.s)) : paths;
  return (
    <svg class="lines" width={places?.width ?? 0} height={lineHeight} aria-hidden="true">
      {crowded && !focused && <text x="8" y={lineHeight / 2}>point at a word to see where it looks</text>}
      {drawn.map((path) => (
        <path key={path.t * 4096 + path.s} d={path.d} class={!focused ? 'line' : active(path.t, path.s) ? 'line active' : 'line faded'}
          stroke-width={0.75 + 4.5 * path.weight} stroke-opacity={focused && !active(path.t, path.s) ? 0.06 : 0.12 + 0.88 * path.weight} />
      ))}
    </svg>
  );
});

function makePaths(matrix: readonly (readonly number[])[], places: Places, wanted: (t: number, s: number) => boolean) {
  return matrix.flatMap((weights, t) => weights.flatMap((weight, s) =>
    weight >= 0.03 && wanted(t, s) ? [{ t, s, weight, d: curveBetween(places.source[s] ?? 0, 4, places.target[t]!, lineHeight - 4) }] : []));
}

function targetClass(word: Word, i: number, moment: Moment | null, written: boolean, rows: readonly number[], differs: boolean, step: { forced: boolean; edited: boolean }): string {
  return [
    'word', 'says', word.special && 'special', word.unknown && 'unknown', differs && 'differs',
    written ? 'written' : 'ahead', moment?.step === i && 'current', rows.includes(i) && 'chosen',
    step.forced && 'forced', step.edited && 'edited',
  ].filter(Boolean).join(' ');
}

function labelOf(word: Word, i: number, matrix: number[][] | null, source: readonly Word[], explanation: Explanation): string {
  const looks = matrix === null ? '' : `, looks at ${describeRow(matrix[i]!, source) || 'no word in particular'}`;
  const step = explanation.steps[i]!;
  return word.text + looks + (step.forced ? ', asked for' : '') + (step.edited ? ', weights set by hand' : '');
}

function centersIn(body: HTMLElement, list: string): number[] {
  return [...body.querySelectorAll<HTMLElement>(`${list} > li`)].map((item) => item.offsetLeft + item.offsetWidth / 2);
}

/** Keeps the current word in view where the sentences scroll. */
function useFollow(body: { current: HTMLDivElement | null }, step: number | null): void {
  useLayoutEffect(() => {
    const scroller = body.current?.parentElement;
    if (step === null || scroller === null || scroller === undefined || scroller.scrollWidth <= scroller.clientWidth) {
      return;
    }

    const item = body.current!.querySelectorAll<HTMLElement>('.target > li')[step];
    if (item !== undefined) {
      scroller.scrollLeft = item.offsetLeft + item.offsetWidth / 2 - scroller.clientWidth / 2;
    }
  }, [step]);
}
