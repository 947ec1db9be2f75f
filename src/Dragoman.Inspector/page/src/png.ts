import type { Figure } from './figure';
import { pathOf } from './svg';

/** Paints a figure, twice as fine as the screen, and gives it as PNG. */
export function toPng(figure: Figure): Promise<Blob> {
  const scale = Math.min(2, 8000 / figure.width, 8000 / figure.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(figure.width * scale);
  canvas.height = Math.ceil(figure.height * scale);
  const paint = canvas.getContext('2d')!;
  paint.scale(scale, scale);
  paint.fillStyle = '#fff';
  paint.fillRect(0, 0, figure.width, figure.height);
  for (const mark of figure.marks) {
    paint.save();
    switch (mark.kind) {
      case 'rect':
        paint.globalAlpha = mark.opacity;
        paint.fillStyle = mark.fill;
        paint.fillRect(mark.x, mark.y, mark.width, mark.height);
        break;
      case 'curve':
      case 'line':
        paint.globalAlpha = mark.opacity;
        paint.strokeStyle = mark.stroke;
        paint.lineWidth = mark.width;
        paint.setLineDash(mark.dashed === true ? [4, 3] : []);
        paint.stroke(new Path2D(pathOf(mark)));
        break;
      case 'text':
        paint.fillStyle = mark.fill;
        paint.font = `${mark.bold === true ? 'bold ' : ''}15px Charter, Georgia, serif`;
        paint.textAlign = mark.anchor === 'middle' ? 'center' : mark.anchor === 'end' ? 'right' : 'left';
        paint.translate(mark.x, mark.y);
        paint.rotate(mark.turned === true ? -Math.PI / 2 : 0);
        paint.fillText(mark.text, 0, 0);
        break;
    }

    paint.restore();
  }

  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => blob === null ? reject(new Error('The figure is too large for a picture; save it as SVG.')) : resolve(blob), 'image/png'));
}
