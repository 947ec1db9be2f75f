import type { Figure, Mark } from './figure';

/** Writes a figure as an SVG document. */
export function toSvg(figure: Figure): string {
  const width = Math.ceil(figure.width);
  const height = Math.ceil(figure.height);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" `
    + `font-family="Charter, Georgia, serif" font-size="15">\n<rect width="100%" height="100%" fill="#fff"/>\n`
    + figure.marks.map(toElement).join('\n') + '\n</svg>\n';
}

/** The curve between two words: it leaves and arrives upright. */
export function curveBetween(x1: number, y1: number, x2: number, y2: number): string {
  const bend = (y2 - y1) * 0.5;
  return `M${round(x1)} ${round(y1)}C${round(x1)} ${round(y1 + bend)} ${round(x2)} ${round(y2 - bend)} ${round(x2)} ${round(y2)}`;
}

function toElement(mark: Mark): string {
  switch (mark.kind) {
    case 'rect':
      return `<rect x="${round(mark.x)}" y="${round(mark.y)}" width="${round(mark.width)}" height="${round(mark.height)}" rx="2" fill="${mark.fill}" fill-opacity="${round(mark.opacity)}"/>`;
    case 'curve':
    case 'line':
      return `<path d="${pathOf(mark)}" fill="none" stroke="${mark.stroke}" stroke-width="${round(mark.width)}" `
        + `stroke-opacity="${round(mark.opacity)}"${mark.dashed === true ? ' stroke-dasharray="4 3"' : ''}/>`;
    case 'text': {
      const turn = mark.turned === true ? ` transform="rotate(-90 ${round(mark.x)} ${round(mark.y)})"` : '';
      const weight = mark.bold === true ? ' font-weight="bold"' : '';
      return `<text x="${round(mark.x)}" y="${round(mark.y)}" text-anchor="${mark.anchor}" fill="${mark.fill}"${weight}${turn}>${escape(mark.text)}</text>`;
    }
  }
}

/** The path of a line or a curve. */
export function pathOf({ kind, from, to }: Extract<Mark, { kind: 'curve' | 'line' }>): string {
  return kind === 'curve' ? curveBetween(from.x, from.y, to.x, to.y) : `M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}`;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** XML has no escape for control characters and halves of pairs, so they are replaced. */
function escape(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\uFFFE\uFFFF]/gu, '\uFFFD').replace(/[&<>]/g, (c) => c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;');
}
