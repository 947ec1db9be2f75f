import { useEffect, useRef, useState } from 'preact/hooks';
import { paintHeatmap } from '../heatmap';
import { useMedia } from '../hooks';
import { describeRow } from '../weights';
import { directionOf, nameOf } from '../words';
import type { RunLog, SampleLine } from './runs';

const cell = 22;

/** A fixed sentence over the course of training: its translation, and its attention as a film. */
export function Film({ log }: { log: RunLog }) {
  const [sentence, setSentence] = useState(0);
  const [chosen, setChosen] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const last = log.samples.length - 1;
  const frame = Math.min(chosen ?? last, last);
  useEffect(() => {
    if (!playing) {
      return undefined;
    }

    if (frame >= last) {
      setPlaying(false);
      return undefined;
    }

    const timer = setTimeout(() => setChosen(frame + 1), 350);
    return () => clearTimeout(timer);
  }, [playing, frame, last]);
  const line = log.samples[frame];
  if (line === undefined) {
    return <p class="hint">No samples yet: they come with each validation.</p>;
  }

  const play = () => {
    if (!playing && frame >= last) {
      setChosen(0);
    }

    setPlaying(!playing);
  };
  const sample = line.samples[Math.min(sentence, line.samples.length - 1)];
  return (
    <div class="film">
      <div class="film-controls">
        <button type="button" aria-label={playing ? 'Pause the film' : 'Play the film'} onClick={play}>{playing ? '❚❚' : '▶'}</button>
        <input type="range" min={0} max={last} value={frame} aria-label="Validation" aria-valuetext={`update ${line.update}`}
          onInput={(e) => { setPlaying(false); setChosen(Number(e.currentTarget.value)); }} />
        <output>update {line.update.toLocaleString('en')}</output>
      </div>
      <ul class="samples">
        {line.samples.map((one, i) => (
          <li key={i}><button type="button" class="sample" aria-pressed={i === sentence} onClick={() => setSentence(i)}>
            <span dir="auto">{one.source}</span><strong dir="auto">{one.translation === '' ? '∅' : one.translation}</strong>
          </button></li>
        ))}
      </ul>
      {sample?.attention != null && <Frame attention={sample.attention} />}
    </div>
  );
}

function Frame({ attention }: { attention: NonNullable<SampleLine['samples'][number]['attention']> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const rightToLeft = directionOf(attention.source.join(' ')) === 'rtl';
  const width = attention.source.length * cell;
  const height = attention.target.length * cell;
  useEffect(() => {
    const style = getComputedStyle(canvas.current!);
    paintHeatmap(canvas.current!, attention.weights, { left: 0, top: 0, width, height, cell, fineness: devicePixelRatio },
      { looks: style.getPropertyValue('--looks'), ground: style.getPropertyValue('--cell') }, rightToLeft);
  }, [attention, dark]);
  const source = attention.source.map((word) => ({ text: nameOf(word) }));
  const columns = rightToLeft ? [...attention.source].reverse() : attention.source;
  return (
    <div class="film-frame" tabIndex={0} role="region" aria-label="Attention at this validation">
      <div class="heatmap-grid">
        <div />
        <ol class="heatmap-columns">{columns.map((word, i) => <li key={i} style={{ width: `${cell}px` }}><span>{nameOf(word)}</span></li>)}</ol>
        <ol class="heatmap-rows plain">{attention.target.map((word, i) => (
          <li key={i} style={{ height: `${cell}px` }}><bdi>{nameOf(word)}</bdi>
            <span class="visually-hidden"> looks at {describeRow(attention.weights[i] ?? [], source) || 'no word in particular'}</span></li>
        ))}</ol>
        <canvas ref={canvas} style={{ width: `${width}px`, height: `${height}px` }} aria-hidden="true" />
      </div>
    </div>
  );
}
