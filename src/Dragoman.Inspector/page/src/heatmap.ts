/** A part of a heat map, as it is seen through a window of the screen. */
export interface HeatmapWindow {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Side of a cell. */
  cell: number;
  /** Fine pixels per pixel. */
  fineness: number;
}

export interface HeatmapColours {
  looks: string;
  ground: string;
}

/** Paints the cells that can be seen: the more weight, the more ink. */
export function paintHeatmap(
  canvas: HTMLCanvasElement, matrix: readonly (readonly number[])[], view: HeatmapWindow, colours: HeatmapColours,
  rightToLeft: boolean): void {
  const { left, top, width, height, cell, fineness } = view;
  canvas.width = Math.max(1, Math.round(width * fineness));
  canvas.height = Math.max(1, Math.round(height * fineness));
  const paint = canvas.getContext('2d')!;
  paint.scale(fineness, fineness);
  const columns = matrix[0]?.length ?? 0;
  const gap = cell >= 12 ? 1 : cell >= 6 ? 0.5 : 0;
  const firstRow = Math.max(0, Math.floor(top / cell));
  const lastRow = Math.min(matrix.length - 1, Math.floor((top + height) / cell));
  const firstColumn = Math.max(0, Math.floor(left / cell));
  const lastColumn = Math.min(columns - 1, Math.floor((left + width) / cell));
  for (let row = firstRow; row <= lastRow; row++) {
    const weights = matrix[row]!;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const weight = weights[rightToLeft ? columns - 1 - column : column]!;
      const x = column * cell - left + gap;
      const y = row * cell - top + gap;
      const side = cell - 2 * gap;
      paint.globalAlpha = 1;
      paint.fillStyle = colours.ground;
      paint.fillRect(x, y, side, side);
      if (weight >= 0.004) {
        paint.globalAlpha = Math.min(1, 0.02 + 0.98 * weight);
        paint.fillStyle = colours.looks;
        paint.fillRect(x, y, side, side);
      }
    }
  }
}
