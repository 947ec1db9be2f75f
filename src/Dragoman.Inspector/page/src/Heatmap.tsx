import { memo } from 'preact/compat';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { alongColumn, moveFocus } from './focus';
import { paintHeatmap } from './heatmap';
import { useMedia } from './hooks';
import type { Hover } from './Sentences';
import type { Explanation } from './trace';
import { describeRow, matrixOf, percent } from './weights';
import { directionOf, sourceWords, targetWords, type Word } from './words';

interface Props {
  explanation: Explanation;
  rows: readonly number[];
  hover: Hover;
  onHover: (hover: Hover) => void;
  onChoose?: (step: number, beside: boolean) => void;
}

/** The attention matrix: a row for each word of the translation. Heads stay while the cells scroll; only cells in view are painted, and a step moves but a ring. */
export const Heatmap = memo(function Heatmap({ explanation, rows, hover, onHover, onChoose }: Props) {
  const source = useMemo(() => sourceWords(explanation.source), [explanation]);
  const target = useMemo(() => targetWords(explanation), [explanation]);
  const matrix = useMemo(() => matrixOf(explanation.steps), [explanation]);
  const labels = useMemo(
    () => target.map((word, i) => `${word.text} looks at ${(matrix !== null && describeRow(matrix[i]!, source)) || 'no word in particular'}`), [explanation]);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const scroller = useRef<HTMLDivElement>(null);
  const cells = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const rightToLeft = directionOf(explanation.source.text) === 'rtl';
  const cell = Math.max(source.length, target.length) <= 60 ? 26 : 16;
  const columns = useMemo(() => source.map((_, i) => rightToLeft ? source.length - 1 - i : i), [source, rightToLeft]);
  const shown = hover?.side === 'target' ? [hover.index] : rows;

  const paint = useCallback(() => {
    const box = scroller.current;
    const area = cells.current;
    const board = canvas.current;
    if (box === null || area === null || board === null || matrix === null) {
      return;
    }

    const width = Math.min(area.offsetWidth, box.clientWidth - area.offsetLeft);
    const height = Math.min(area.offsetHeight, box.clientHeight - area.offsetTop);
    board.style.width = `${width}px`;
    board.style.height = `${height}px`;
    board.style.left = `${area.offsetLeft}px`;
    board.style.top = `${area.offsetTop}px`;
    const style = getComputedStyle(box);
    paintHeatmap(
      board, matrix, { left: box.scrollLeft, top: box.scrollTop, width, height, cell, fineness: devicePixelRatio },
      { looks: style.getPropertyValue('--looks'), ground: style.getPropertyValue('--cell') }, rightToLeft);
  }, [matrix, cell, dark, rightToLeft]);

  useLayoutEffect(paint, [paint]);
  useLayoutEffect(() => {
    if (scroller.current === null) {
      return undefined;
    }

    const observer = new ResizeObserver(paint);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [paint]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box !== null && rightToLeft) {
      box.scrollLeft = box.scrollWidth;
    }
  }, [explanation]);
  useLayoutEffect(() => {
    const box = scroller.current;
    const row = rows[0];
    if (box !== null && row !== undefined && (row * cell < box.scrollTop || (row + 1) * cell > box.scrollTop + box.clientHeight - cells.current!.offsetTop)) {
      box.scrollTop = row * cell - box.clientHeight / 2;
    }
  }, [rows[0], cell]);

  if (matrix === null) {
    return null;
  }

  const point = (e: MouseEvent) => {
    const at = cells.current!.getBoundingClientRect();
    const row = Math.floor((e.clientY - at.top) / cell);
    const column = columns[Math.floor((e.clientX - at.left) / cell)];
    const weight = column === undefined ? undefined : matrix[row]?.[column];
    canvas.current!.title = weight === undefined ? '' : `${target[row]!.text} → ${source[column!]!.text}: ${percent(weight)}`;
    return row;
  };
  return (
    <div class={cell < 20 ? 'heatmap fine' : 'heatmap'} ref={scroller} onScroll={paint} onMouseLeave={() => onHover(null)} tabIndex={0} role="group"
      aria-label="Heat map of the attention; a row for each word of the translation" data-own-keys>
      <div class="heatmap-grid">
        <div class="heatmap-corner" />
        <ColumnHeads words={source} columns={columns} width={cell} active={hover?.side === 'source' ? hover.index : null} onHover={onHover} />
        <ol class="heatmap-rows" onKeyDown={(e) => moveFocus(e, alongColumn)}>
          {target.map((word, i) => (
            <RowHead key={i} word={word} index={i} label={labels[i]!} height={cell} chosen={rows.includes(i)} first={i === (rows[0] ?? 0)} onHover={onHover} onChoose={onChoose} />
          ))}
        </ol>
        <div class="heatmap-cells" ref={cells} style={{ width: `${cell * source.length}px`, height: `${cell * target.length}px` }}>
          <canvas ref={canvas} aria-hidden="true"
            onMouseMove={(e) => { const row = point(e); onHover(row >= 0 && row < target.length ? { side: 'target', index: row } : null); }}
            onClick={(e) => onChoose?.(point(e), e.shiftKey || e.ctrlKey || e.metaKey)} />
          {shown.map((row, i) => <i key={i} class="heatmap-ring" style={{ height: `${cell}px`, transform: `translateY(${row * cell}px)` }} />)}
        </div>
      </div>
    </div>
  );
});

const ColumnHeads = memo(function ColumnHeads({ words, columns, width, active, onHover }: {
  words: readonly Word[]; columns: readonly number[]; width: number; active: number | null; onHover: (hover: Hover) => void;
}) {
  return (
    <ol class="heatmap-columns" aria-hidden="true">
      {columns.map((i) => (
        <li key={i} class={active === i ? 'active' : ''} style={{ width: `${width}px` }} onMouseEnter={() => onHover({ side: 'source', index: i })}><span>{words[i]!.text}</span></li>
      ))}
    </ol>
  );
});

const RowHead = memo(function RowHead({ word, index, label, height, chosen, first, onHover, onChoose }: {
  word: Word; index: number; label: string; height: number; chosen: boolean; first: boolean;
  onHover: (hover: Hover) => void; onChoose?: ((step: number, beside: boolean) => void) | undefined;
}) {
  return (
    <li style={{ height: `${height}px` }}>
      <button type="button" class={chosen ? 'chosen' : ''} tabIndex={first ? 0 : -1} data-item={index} aria-label={label} aria-pressed={onChoose === undefined ? undefined : chosen}
        onMouseEnter={() => onHover({ side: 'target', index })}
        onFocus={(e) => { if (e.currentTarget.matches(':focus-visible')) onHover({ side: 'target', index }); }}
        onBlur={() => onHover(null)}
        onClick={(e) => onChoose?.(index, e.shiftKey || e.ctrlKey || e.metaKey)}><bdi>{word.text}</bdi></button>
    </li>
  );
});
