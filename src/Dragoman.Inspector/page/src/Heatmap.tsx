import { memo } from 'preact/compat';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { paintHeatmap } from './heatmap';
import { useMedia } from './hooks';
import type { Hover } from './Sentences';
import type { Explanation } from './trace';
import { describeRow, matrixOf, percent } from './weights';
import { directionOf, sourceWords, targetWords } from './words';

interface Props {
  explanation: Explanation;
  rows: readonly number[];
  hover: Hover;
  onHover: (hover: Hover) => void;
  onChoose?: (step: number, beside: boolean) => void;
}

/** The attention matrix: a row for each word of the translation. Heads stay while the cells scroll; only cells in view are painted. */
export const Heatmap = memo(function Heatmap({ explanation, rows, hover, onHover, onChoose }: Props) {
  const source = useMemo(() => sourceWords(explanation.source), [explanation]);
  const target = useMemo(() => targetWords(explanation), [explanation]);
  const matrix = useMemo(() => matrixOf(explanation.steps), [explanation]);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const scroller = useRef<HTMLDivElement>(null);
  const cells = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const rightToLeft = directionOf(explanation.source.text) === 'rtl';
  const cell = Math.max(source.length, target.length) <= 60 ? 26 : 16;
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
      { looks: style.getPropertyValue('--looks'), ground: style.getPropertyValue('--cell'), ring: style.getPropertyValue('--says') }, shown, rightToLeft);
  }, [matrix, cell, shown.join(), dark, rightToLeft]);

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

  const columns = rightToLeft ? source.map((_, i) => source.length - 1 - i) : source.map((_, i) => i);
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
        <ol class="heatmap-columns" aria-hidden="true">
          {columns.map((i) => (
            <li key={i} class={hover?.side === 'source' && hover.index === i ? 'active' : ''} style={{ width: `${cell}px` }}
              onMouseEnter={() => onHover({ side: 'source', index: i })}><span>{source[i]!.text}</span></li>
          ))}
        </ol>
        <ol class="heatmap-rows">
          {target.map((word, i) => (
            <li key={i} style={{ height: `${cell}px` }}>
              <button type="button" class={rows.includes(i) ? 'chosen' : ''} tabIndex={i === (rows[0] ?? 0) ? 0 : -1}
                aria-label={`${word.text} looks at ${describeRow(matrix[i]!, source) || 'no word in particular'}`} aria-pressed={rows.includes(i)}
                onMouseEnter={() => onHover({ side: 'target', index: i })}
                onClick={(e) => onChoose?.(i, e.shiftKey || e.ctrlKey || e.metaKey)}><bdi>{word.text}</bdi></button>
            </li>
          ))}
        </ol>
        <div class="heatmap-cells" ref={cells} style={{ width: `${cell * source.length}px`, height: `${cell * target.length}px` }}>
          <canvas ref={canvas} aria-hidden="true"
            onMouseMove={(e) => { const row = point(e); onHover(row >= 0 && row < target.length ? { side: 'target', index: row } : null); }}
            onClick={(e) => onChoose?.(point(e), e.shiftKey || e.ctrlKey || e.metaKey)} />
        </div>
      </div>
    </div>
  );
});
