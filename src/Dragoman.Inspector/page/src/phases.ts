import type { Explanation, Phase, Step } from './trace';
import { nameOf } from './words';
import { describeRow } from './weights';

/** A moment of the film: a word of the translation, and one of the steps that make it. */
export interface Moment {
  step: number;
  phase: Phase;
}

const titles: Record<Phase, string> = {
  read: 'Read', state: 'State', score: 'Score', weigh: 'Weigh', context: 'Context', readout: 'Read out', predict: 'Predict',
};

export function titleOf(phase: Phase): string {
  return titles[phase];
}

/** The moment that follows, or comes before; the same one at either end. */
export function moveMoment(explanation: Explanation, moment: Moment, by: 1 | -1): Moment {
  const { order, steps } = explanation;
  const at = moment.step * order.length + Math.max(0, order.indexOf(moment.phase)) + by;
  const last = steps.length * order.length - 1;
  const inside = Math.min(last, Math.max(0, at));
  return { step: Math.floor(inside / order.length), phase: order[inside % order.length]! };
}

/** What happens in a step, in a sentence with this model's words. */
export function tell(explanation: Explanation, step: Step, phase: Phase, source: readonly { text: string }[]): string {
  const { model } = explanation;
  const unit = model.cell.startsWith('lstm') ? 'LSTM' : 'GRU';
  switch (phase) {
    case 'read':
      return step.step === 0
        ? 'Nothing is written yet: the decoder reads the sign for the start, as a vector.'
        : `The decoder reads the word that it wrote last, “\u2068${nameOf(step.read)}\u2069”, as a vector.`;
    case 'state':
      return model.attention !== null && model.attention.placement !== 'afterCell'
        ? `The ${unit} makes a new state of its old one, of what it read, and of what it looked at.`
        : `The ${unit} makes a new state of its old one and of what it read.`;
    case 'score':
      return 'Each source word is scored: how well does it go with the state of the decoder?';
    case 'weigh': {
      const most = step.weights === null ? '' : describeRow(step.weights, source);
      const weigh =
        model.attention?.window === 'predicted'
          ? 'The softmax turns scores into weights, and a bell around the predicted place lowers those of words far from it.'
          : 'The softmax turns scores into weights that sum to 1.';
      return step.edited
        ? 'These weights were set by hand.'
        : `${weigh} Most goes to ${most === '' ? 'no word in particular' : most}.`;
    }
    case 'context':
      return 'The states of the source words, each by its weight, are summed: what the decoder looks at, as one vector.';
    case 'readout':
      return model.attention === null || model.readout === 'state'
        ? 'The state is made ready for the choice of a word.'
        : 'What the decoder knows and what it looks at are joined.';
    case 'predict':
      return step.forced
        ? `Each word of the vocabulary gets a probability. “\u2068${nameOf(step.write)}\u2069” was asked for.`
        : `Each word of the vocabulary gets a probability. “\u2068${nameOf(step.write)}\u2069” is written.`;
  }
}
