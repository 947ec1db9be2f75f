import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { Equation } from './Equation';
import { moveMoment, tell, titleOf, type Moment } from './phases';
import { PhaseView, vectorOf } from './PhaseView';
import type { EditWeights } from './TokenBars';
import type { Explanation } from './trace';
import { Vector } from './Vector';
import { nameOf, sourceWords } from './words';

interface Props {
  explanation: Explanation;
  moment: Moment;
  onMove: (moment: Moment) => void;
  /** The weights that the step shall have, or has. */
  weights: readonly number[] | null;
  onWeights?: EditWeights | undefined;
}

const pace = 1100;

/** The steps of one word, one after the other, forwards and back. */
export function Stepper({ explanation, moment, onMove, weights, onWeights }: Props) {
  const [playing, setPlaying] = useState(false);
  const [numbers, setNumbers] = useState(false);
  const source = useMemo(() => sourceWords(explanation.source), [explanation]);
  const { order, steps } = explanation;
  const step = steps[moment.step]!;
  const at = order.indexOf(moment.phase);
  const atEnd = moment.step === steps.length - 1 && at === order.length - 1;

  useEffect(() => {
    if (!playing) {
      return undefined;
    }

    if (atEnd) {
      setPlaying(false);
      return undefined;
    }

    const timer = setTimeout(() => onMove(moveMoment(explanation, moment, 1)), pace);
    return () => clearTimeout(timer);
  }, [playing, moment.step, moment.phase, explanation]);

  const go = (next: Moment) => {
    setPlaying(false);
    onMove(next);
  };
  const play = () => {
    if (!playing && atEnd) {
      onMove({ step: 0, phase: order[0]! });
    }

    setPlaying(!playing);
  };
  useStepKeys(explanation, moment, go, play);

  return (
    <section class="stepper" aria-labelledby="stepper-title">
      <header class="panel-head">
        <h2 id="stepper-title">Word {step.step + 1} of {steps.length}: <bdi class="says">{nameOf(step.write)}</bdi></h2>
        <div class="controls" role="toolbar" aria-label="Film">
          <button type="button" aria-label="Word before" title="word before (↑)" disabled={moment.step === 0} onClick={() => go({ ...moment, step: moment.step - 1 })}>|◀</button>
          <button type="button" aria-label="Step back" title="step back (←)" disabled={moment.step === 0 && at === 0} onClick={() => go(moveMoment(explanation, moment, -1))}>◀</button>
          <button type="button" class="play" aria-label={playing ? 'Pause' : 'Play'} title="play or pause (space)" onClick={play}>{playing ? '❚❚' : '▶'}</button>
          <button type="button" aria-label="Step on" title="step on (→)" disabled={atEnd} onClick={() => go(moveMoment(explanation, moment, 1))}>▶</button>
          <button type="button" aria-label="Next word" title="next word (↓)" disabled={moment.step === steps.length - 1} onClick={() => go({ ...moment, step: moment.step + 1 })}>▶|</button>
          <button type="button" class="toggle" aria-pressed={numbers} onClick={() => setNumbers(!numbers)}>123</button>
        </div>
      </header>
      <ol class="phases">
        {order.map((phase, i) => {
          const open = phase === moment.phase;
          const reached = i <= at;
          const vector = vectorOf(step, phase);
          const equation = explanation.equations[phase];
          return (
            <li key={phase} class={`phase ${phase}${open ? ' open' : ''}${reached ? '' : ' ahead'}`}>
              <button type="button" class="phase-head" aria-expanded={open} onClick={() => go({ ...moment, phase })}>
                <span class="phase-number">{i + 1}</span>
                <span class="phase-title">{titleOf(phase)}</span>
                {!open && reached && vector !== null && vector.length > 0 && (
                  <Vector values={vector} name={titleOf(phase)} small kind={phase === 'weigh' || phase === 'context' ? 'looks' : phase === 'predict' ? 'says' : 'plain'} />
                )}
              </button>
              {open && (
                <div class="phase-body">
                  <p>{tell(explanation, step, phase, source)}</p>
                  {equation !== undefined && <Equation equation={equation} />}
                  <PhaseView explanation={explanation} step={step} phase={phase} numbers={numbers} weights={weights} onWeights={onWeights} />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      <p class="visually-hidden" aria-live="polite">{`Word ${step.step + 1}, ${titleOf(moment.phase)}`}</p>
    </section>
  );
}

/** Left and right: step by step; up and down: word by word; space: play. */
function useStepKeys(explanation: Explanation, moment: Moment, go: (moment: Moment) => void, play: () => void): void {
  // Before the next key can arrive: it moves on from the moment that this render shows.
  useLayoutEffect(() => {
    const press = (e: KeyboardEvent) => {
      const target = e.target instanceof Element ? e.target : document.body;
      if (e.defaultPrevented || e.altKey || e.ctrlKey || e.metaKey || target.closest('input, select, textarea, [data-own-keys], [role=tab]') !== null) {
        return;
      }

      const last = explanation.steps.length - 1;
      switch (e.key) {
        case 'ArrowRight': go(moveMoment(explanation, moment, 1)); break;
        case 'ArrowLeft': go(moveMoment(explanation, moment, -1)); break;
        case 'ArrowDown': go({ ...moment, step: Math.min(last, moment.step + 1) }); break;
        case 'ArrowUp': go({ ...moment, step: Math.max(0, moment.step - 1) }); break;
        case ' ':
          if (target.closest('button, a') !== null) {
            return;
          }

          play();
          break;
        default: return;
      }

      e.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}
