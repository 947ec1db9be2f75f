import { isChanged, unchanged, type Address } from './address';
import { useAnswer, type Answer } from './hooks';
import type { Models, Question } from './models';
import type { Explanation } from './trace';

/** What the page shows of a sentence: the explanation, and that without the what-ifs beside it. */
export interface ExplanationAnswer extends Omit<Answer<Explanation>, 'value'> {
  explanation: Explanation | null;
  /** Without the what-ifs; null where there are none. */
  before: Explanation | null;
}

/** Asks for the explanation. What is refused takes nothing away: the last explanation of the sentence stays, or the one without the what-ifs. */
export function useExplanation(models: Models, question: Question, asks: boolean): ExplanationAnswer {
  const changed = isChanged(question.changes) || question.target !== '';
  const original: Question = { ...question, changes: unchanged, target: '' };
  const sentence = JSON.stringify([question.text, question.model, question.trace]);
  const now = useAnswer(asks ? JSON.stringify(question) : null, (signal) => models.explain(question, signal), sentence);
  const before = useAnswer(asks && changed ? JSON.stringify(original) : null, (signal) => models.explain(original, signal), sentence);
  const instead = now.refusal !== null && !before.loading ? before.value : null;
  return { ...now, explanation: now.value ?? instead, before: before.value };
}

/** What is asked at an address. */
export function toQuestion({ text, model, search, hypothesis, target, changes, trace }: Address): Question {
  return { text, model, search, hypothesis, target, changes, trace };
}
