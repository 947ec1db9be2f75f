/** A drawing as a list of marks, which is written as SVG or painted on a canvas. */
export interface Figure {
  width: number;
  height: number;
  marks: Mark[];
}

export type Mark =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; fill: string; opacity: number }
  | { kind: 'curve' | 'line'; from: Place; to: Place; stroke: string; width: number; opacity: number; dashed?: boolean }
  | { kind: 'text'; x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end'; fill: string; bold?: boolean; turned?: boolean };

export interface Place {
  x: number;
  y: number;
}

/** Figures go into papers: black on white, whatever the screen looks like. */
export const ink = { text: '#1d1c1a', faint: '#77736c', looks: '#2563c9', says: '#b9460c' };

const charWidth = 8.2;

/** Width of a word in a figure; close enough, and the same everywhere. */
export function widthOf(text: string): number {
  return [...text].length * charWidth;
}

/** The heat map: a row for each word of the translation. */
export function drawHeatmap(matrix: readonly (readonly number[])[], source: readonly string[], target: readonly string[], rightToLeft: boolean): Figure {
  const cell = 24;
  const left = Math.max(...target.map(widthOf), 0) + 14;
  const top = Math.max(...source.map(widthOf), 0) + 14;
  const column = (i: number) => left + cell * (rightToLeft ? source.length - 1 - i : i);
  const marks: Mark[] = [];
  source.forEach((text, i) => marks.push({ kind: 'text', x: column(i) + cell / 2 + 5, y: top - 7, text, anchor: 'start', fill: ink.text, turned: true }));
  target.forEach((text, row) => {
    marks.push({ kind: 'text', x: left - 7, y: top + row * cell + cell / 2 + 5, text, anchor: 'end', fill: ink.text });
    matrix[row]?.forEach((weight, i) =>
      marks.push({ kind: 'rect', x: column(i) + 1, y: top + row * cell + 1, width: cell - 2, height: cell - 2, fill: ink.looks, opacity: 0.04 + 0.96 * weight }));
  });
  return { width: left + cell * source.length + 8, height: top + cell * target.length + 8, marks };
}

/** The words of both sides with a line for each weight worth seeing. */
export function drawLines(matrix: readonly (readonly number[])[], source: readonly string[], target: readonly string[], sourceRtl: boolean, targetRtl: boolean): Figure {
  const sources = placeRow(source, sourceRtl);
  const targets = placeRow(target, targetRtl);
  const width = Math.max(sources.width, targets.width) + 16;
  const place = (row: { centers: number[]; width: number }, i: number, rtl: boolean) => row.centers[i]! + (rtl ? width - row.width - 8 : 8);
  const marks: Mark[] = [];
  matrix.forEach((row, t) => row.forEach((weight, s) => {
    if (weight >= 0.02) {
      marks.push({
        kind: 'curve', from: { x: place(sources, s, sourceRtl), y: 30 }, to: { x: place(targets, t, targetRtl), y: 140 },
        stroke: ink.looks, width: 0.5 + 4 * weight, opacity: Math.min(1, 0.1 + 0.9 * weight),
      });
    }
  }));
  source.forEach((text, i) => marks.push({ kind: 'text', x: place(sources, i, sourceRtl), y: 22, text, anchor: 'middle', fill: ink.text }));
  target.forEach((text, i) => marks.push({ kind: 'text', x: place(targets, i, targetRtl), y: 158, text, anchor: 'middle', fill: ink.says, bold: true }));
  return { width, height: 172, marks };
}

function placeRow(words: readonly string[], rightToLeft: boolean): { centers: number[]; width: number } {
  let x = 0;
  const centers = words.map((word) => {
    const width = widthOf(word) + 16;
    x += width;
    return x - width / 2;
  });
  return { centers: rightToLeft ? centers.map((center) => x - center) : centers, width: x };
}
