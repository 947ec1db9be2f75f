import { expect, test } from 'vitest';
import { drawHeatmap, drawLines } from '../src/figure';
import { toSvg } from '../src/svg';

test('a heat map has a cell for each weight, and words are escaped', () => {
  const svg = toSvg(drawHeatmap([[0.25, 0.75]], ['a&b', '<x>'], ['c'], false));
  expect(svg.match(/<rect x/g)).toHaveLength(2);
  expect(svg).toContain('a&amp;b');
  expect(svg).toContain('&lt;x&gt;');
});

test('what XML cannot hold is replaced', () => {
  const svg = toSvg(drawHeatmap([[1]], ['a\u0001\uFFFF'], ['\uD800'], false));
  expect(svg).toContain('>a\uFFFD\uFFFD<');
  expect(svg).toContain('>\uFFFD<');
});

test('columns of a right-to-left source begin on the right', () => {
  const cells = drawHeatmap([[0.25, 0.75]], ['a', 'b'], ['c'], true).marks.flatMap((mark) => mark.kind === 'rect' ? [mark.x] : []);
  expect(cells[0]).toBeGreaterThan(cells[1]!);
});

test('weights not worth seeing have no line', () =>
  expect(drawLines([[0.99, 0.01]], ['a', 'b'], ['c'], false, false).marks.filter((mark) => mark.kind === 'curve')).toHaveLength(1));
