import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { TokenBars, type EditWeights } from './TokenBars';
import type { Explanation, Phase, Step } from './trace';
import { Numbers, Vector } from './Vector';
import { percent } from './weights';
import { directionOf, nameOf, sourceWords } from './words';

interface Props {
  explanation: Explanation;
  step: Step;
  phase: Phase;
  numbers: boolean;
  /** The weights that the step shall have, or has. */
  weights: readonly number[] | null;
  onWeights?: EditWeights | undefined;
}

/** What a step computes, drawn with its vectors. */
export function PhaseView({ explanation, step, phase, numbers, weights, onWeights }: Props) {
  const words = useMemo(() => sourceWords(explanation.source), [explanation]);
  const direction = directionOf(explanation.source.text);
  switch (phase) {
    case 'read':
      return (
        <Flow>
          <span class="chip says">{nameOf(step.read)}</span>
          <Arrow />
          <Named values={step.embedding} name="embedding" numbers={numbers} />
        </Flow>
      );
    case 'state':
      return (
        <>
          {(step.stateAfter ?? []).map((after, layer) => (
            <Flow key={layer}>
              <Named values={step.stateBefore?.[layer] ?? null} name={nameLayer('state before', layer, step)} numbers={numbers} />
              <Arrow />
              <Named values={after} name={nameLayer('state after', layer, step)} numbers={numbers} />
            </Flow>
          ))}
          {(step.memoryAfter ?? []).map((after, layer) => (
            <Flow key={layer}>
              <Named values={step.memoryBefore?.[layer] ?? null} name={nameLayer('memory before', layer, step)} numbers={numbers} />
              <Arrow />
              <Named values={after} name={nameLayer('memory after', layer, step)} numbers={numbers} />
            </Flow>
          ))}
        </>
      );
    case 'score':
      return step.scores === null ? null : <TokenBars values={step.scores} words={words} direction={direction} kind="scores" />;
    case 'weigh':
      return weights === null ? null : (
        <>
          <TokenBars values={weights} words={words} direction={direction} kind="weights" onEdit={onWeights} />
          {step.center !== null && <p class="hint">The window stands around source word {(step.center + 1).toFixed(1)}.</p>}
          {onWeights !== undefined && <p class="hint">Drag a bar, or use the arrow keys on it; the others give way.</p>}
        </>
      );
    case 'context':
      return <WeightedSum explanation={explanation} step={step} numbers={numbers} />;
    case 'readout':
      return (
        <Flow>
          <div class="joined-vectors">
            {explanation.model.readout === 'maxoutOfPrevious'
              ? <Named values={step.stateBefore?.at(-1) ?? null} name="state before" numbers={false} />
              : <Named values={step.stateAfter?.at(-1) ?? null} name="state" numbers={false} />}
            {explanation.model.readout.startsWith('maxout') && <Named values={step.embedding} name="embedding" numbers={false} />}
            {explanation.model.readout !== 'state' && <Named values={step.context} name="context" kind="looks" numbers={false} />}
          </div>
          <Arrow />
          <Named values={step.readout} name="readout" numbers={numbers} />
        </Flow>
      );
    case 'predict':
      return (
        <Flow>
          <Named values={step.readout} name="readout" numbers={numbers} />
          <Arrow />
          <span class="chip says written">{nameOf(step.write)} <small>{percent(step.probability)}</small></span>
        </Flow>
      );
  }
}

/** The vector that stands for a step when it is folded. */
export function vectorOf(step: Step, phase: Phase): readonly number[] | null {
  switch (phase) {
    case 'read': return step.embedding;
    case 'state': return step.stateAfter?.at(-1) ?? null;
    case 'score': return step.scores?.map((score) => score ?? 0) ?? null;
    case 'weigh': return step.weights;
    case 'context': return step.context;
    case 'readout': return step.readout;
    case 'predict': return step.candidates.map((candidate) => candidate.probability);
  }
}

const summedWords = 5;

function WeightedSum({ explanation, step, numbers }: { explanation: Explanation; step: Step; numbers: boolean }) {
  const words = useMemo(() => sourceWords(explanation.source), [explanation]);
  const { states } = explanation.source;
  const weights = step.weights ?? [];
  const most = weights
    .map((weight, i) => ({ weight, i }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, summedWords)
    .filter(({ weight }) => weight >= 0.005);
  const others = words.length - most.length;
  const rest = weights.reduce((sum, weight) => sum + weight, 0) - most.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <div class="weighted-sum">
      {states !== null && most.map(({ weight, i }) => (
        <div class="summand" key={i}>
          <b>{shortWeight(weight)} ×</b>
          <bdi class="name">{words[i]!.text}</bdi>
          <span style={{ opacity: 0.2 + 0.8 * weight }}><Vector values={states[i] ?? []} name={`state of ${words[i]!.text}`} small /></span>
        </div>
      ))}
      {states !== null && others > 0 && <p class="hint">and {others} more, {others === 1 ? 'whose weight is' : 'whose weights together are'} {shortWeight(rest)}</p>}
      <Named values={step.context} name="context" kind="looks" numbers={numbers} />
    </div>
  );
}

function shortWeight(weight: number): string {
  return Math.max(0, weight).toFixed(2).replace(/^0/, '');
}

function Named({ values, name, numbers, kind = 'plain' }: { values: readonly number[] | null; name: string; numbers: boolean; kind?: 'looks' | 'says' | 'plain' }) {
  if (values === null) {
    return null;
  }

  return (
    <figure class="named">
      <Vector values={values} name={name} kind={kind} />
      <figcaption>{name} <span>{values.length}</span></figcaption>
      {numbers && <Numbers values={values} name={name} />}
    </figure>
  );
}

function Flow({ children }: { children: ComponentChildren }) {
  return <div class="flow">{children}</div>;
}

function Arrow() {
  return <span class="arrow" aria-hidden="true">→</span>;
}

function nameLayer(name: string, layer: number, step: Step): string {
  return (step.stateAfter?.length ?? 1) > 1 ? `${name}, layer ${layer + 1}` : name;
}
