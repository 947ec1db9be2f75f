import { useState } from 'preact/hooks';
import type { Figure } from './figure';
import { toPng } from './png';
import { saveFile } from './save';
import { toSvg } from './svg';

/** Saves a figure as SVG or PNG. */
export function SaveButtons({ name, draw, figure }: { name: string; draw: () => Figure; figure: string }) {
  const [problem, setProblem] = useState('');
  const savePng = () => toPng(draw()).then(
    (blob) => { setProblem(''); saveFile(`${name}.png`, blob, 'image/png'); },
    (e: unknown) => setProblem(e instanceof Error ? e.message : String(e)));
  return (
    <span class="save">
      <button type="button" class="quiet" aria-label={`Save ${figure} as SVG`} onClick={() => saveFile(`${name}.svg`, toSvg(draw()), 'image/svg+xml')}>SVG</button>
      <button type="button" class="quiet" aria-label={`Save ${figure} as PNG`} onClick={() => void savePng()}>PNG</button>
      {problem !== '' && <span role="alert">{problem}</span>}
    </span>
  );
}
