import { neighbourKinds, type NeighbourKind } from './address';
import { Failure } from './Failure';
import { useAnswer } from './hooks';
import type { Models, Neighbour, Question } from './models';
import type { Explanation } from './trace';
import { directionOf, nameOf, sourceWords } from './words';

interface Props {
  models: Models;
  question: Question;
  explanation: Explanation;
  step: number;
  of: NeighbourKind;
  position: number;
  onAsk: (of: NeighbourKind, position: number) => void;
  onTranslate: (text: string) => void;
}

const names: Record<NeighbourKind, string> = { decoder: 'state of the decoder', context: 'what it looked at', encoder: 'state of a source word' };

/** Where did it learn that: the moments of training most like this one. */
export function NeighboursView({ models, question, explanation, step, of, position, onAsk, onTranslate }: Props) {
  const at = of === 'encoder' ? Math.min(position, explanation.source.tokens.length - 1) : step;
  const answer = useAnswer(models.live ? JSON.stringify([question, of, at]) : null, (signal) => models.neighbours(question, of, at, signal));
  const word = of === 'encoder' ? sourceWords(explanation.source)[at]!.text : nameOf(explanation.steps[step]!.write);
  return (
    <section class="neighbours-view" aria-labelledby="neighbours-title">
      <header class="panel-head">
        <h2 id="neighbours-title">Where did it learn “<bdi>{word}</bdi>”?</h2>
        <fieldset class="choice">
          <legend class="visually-hidden">Compare by</legend>
          {neighbourKinds.filter((kind) => kind !== 'context' || explanation.model.attention !== null).map((kind) => (
            <label key={kind} class={kind === of ? 'chosen' : ''}>
              <input type="radio" name="of" checked={kind === of} onChange={() => onAsk(kind, position)} /> {names[kind]}
            </label>
          ))}
        </fieldset>
      </header>
      {of === 'encoder' && (
        <ol class="words pick" dir={directionOf(explanation.source.text)} aria-label="Source words">
          {sourceWords(explanation.source).map((source, i) => (
            <li key={i}><button type="button" class={`word${i === at ? ' active' : ''}`} aria-pressed={i === at} onClick={() => onAsk('encoder', i)}>{source.text}</button></li>
          ))}
        </ol>
      )}
      {!models.live && <p class="hint">This needs the model: open the page that <code>dragoman serve</code> gives.</p>}
      {answer.loading && <p role="status" class="hint">Looking through the training data …</p>}
      {answer.refusal !== null && <Failure refusal={answer.refusal} onRetry={answer.retry} />}
      {answer.value !== null && (
        <ol class="neighbours" aria-label="Nearest moments of training">
          {answer.value.neighbours.map((neighbour, i) => (
            <li key={i}>
              <span class="similarity" title="cosine of the two states">{neighbour.similarity.toFixed(2)}</span>
              <button type="button" class="neighbour" title="translate this sentence" onClick={() => onTranslate(neighbour.source)}>
                <Sentence neighbour={neighbour} text={neighbour.source} marked={of === 'encoder'} />
                <Sentence neighbour={neighbour} text={neighbour.target} marked={of !== 'encoder'} />
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Sentence({ neighbour, text, marked }: { neighbour: Neighbour; text: string; marked: boolean }) {
  if (!marked) {
    return <span class="other-side" dir="auto">{text}</span>;
  }

  return (
    <span class="this-side" dir="auto">
      {neighbour.tokens.map((token, i) => i === neighbour.position ? <strong key={i}>{nameOf(token)} </strong> : <span key={i}>{nameOf(token)} </span>)}
    </span>
  );
}
