import { useState } from 'preact/hooks';
import { Candidates } from './Candidates';
import { TokenBars, type EditWeights } from './TokenBars';
import type { Explanation } from './trace';
import { directionOf, nameOf, sourceWords } from './words';

interface Props {
  explanation: Explanation;
  step: number;
  target: string;
  onReplace: (position: number, text: string) => void;
  onForce: (token: string) => void;
  /** The weights that the step shall have, or has. */
  weights: readonly number[] | null;
  onWeights: EditWeights;
  onTarget: (text: string) => void;
}

/** What if: other words in the source, another word in the translation, other weights. */
export function WhatIf({ explanation, step, target, onReplace, onForce, weights, onWeights, onTarget }: Props) {
  const words = sourceWords(explanation.source);
  const shown = explanation.steps[step]!;
  return (
    <section class="what-if" aria-label="What if">
      <div>
        <h2>… the sentence were another?</h2>
        <ol class="type-over" dir={directionOf(explanation.source.text)}>
          {words.map((word, i) => word.special ? null : <TypeOver key={`${i} ${word.text}`} text={word.text} onReplace={(text) => onReplace(i, text)} />)}
        </ol>
      </div>
      <div>
        <h2>… it looked elsewhere for “<bdi class="says">{nameOf(shown.write)}</bdi>”?</h2>
        {weights === null
          ? <p class="hint">This model has no attention.</p>
          : <TokenBars values={weights} words={words} direction={directionOf(explanation.source.text)} kind="weights" onEdit={onWeights} />}
      </div>
      <div>
        <h2>… it wrote something else here?</h2>
        <Candidates step={shown} onForce={onForce} limit={5} />
        <OneLine key={step} label="Another word" button="Go on with it" onSubmit={onForce} />
        <OneLine key={`target ${target}`} label="A whole translation" button="Force" value={target} onSubmit={onTarget} mayBeEmpty />
      </div>
    </section>
  );
}

function TypeOver({ text, onReplace }: { text: string; onReplace: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  return (
    <li>
      <input value={typed} size={Math.max(2, typed.length)} dir="auto" aria-label={`Put in place of ${text}`} class={typed === text ? '' : 'changed'}
        onInput={(e) => setTyped(e.currentTarget.value)}
        onKeyDown={(e) => { if (e.key === 'Enter' && typed.trim() !== text) onReplace(typed.trim()); if (e.key === 'Escape') setTyped(text); }} />
      <button type="button" class="quiet" aria-label={typed === text ? `Drop ${text}` : `Put ${typed} in place of ${text}`}
        onClick={() => onReplace(typed === text ? '' : typed.trim())}>{typed === text ? '×' : '↵'}</button>
    </li>
  );
}

function OneLine({ label, button, value = '', onSubmit, mayBeEmpty = false }: {
  label: string; button: string; value?: string; onSubmit: (text: string) => void; mayBeEmpty?: boolean;
}) {
  const [text, setText] = useState(value);
  return (
    <form class="one-line" onSubmit={(e) => { e.preventDefault(); if (mayBeEmpty || text.trim() !== '') onSubmit(text.trim()); }}>
      <input value={text} placeholder={label} aria-label={label} dir="auto" onInput={(e) => setText(e.currentTarget.value)} />
      <button type="submit">{button}</button>
    </form>
  );
}
