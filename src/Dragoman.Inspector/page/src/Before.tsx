import { findDifferences } from './differences';
import type { Changes, Explanation } from './trace';
import { nameOf, sourceWords, targetWords } from './words';

interface Props {
  changes: Changes;
  target: string;
  now: Explanation;
  before: Explanation | null;
  onChange: (changes: Changes) => void;
  onUndoAll: () => void;
}

/** The what-ifs at work, and the translation without them, differences marked. */
export function Before({ changes, target, now, before, onChange, onUndoAll }: Props) {
  const words = before === null ? [] : targetWords(before);
  const differs = before === null ? [] : findDifferences(words.map((word) => word.text), targetWords(now).map((word) => word.text)).left;
  const source = before === null ? [] : sourceWords(before.source);
  return (
    <aside class="before" aria-label="What was changed">
      <p class="old">
        <span class="tag">before</span>
        {words.map((word, i) => <span key={i}><bdi class={differs[i] === true ? 'word differs' : 'word'}>{word.text}</bdi> </span>)}
        {words.length > 0 && !differs.includes(true) && <span class="hint">the same words</span>}
      </p>
      <ul class="changes">
        {changes.replaced.map((replacement) => (
          <Change key={`r${replacement.position}`} onUndo={() => onChange({ ...changes, weights: [], replaced: changes.replaced.filter((r) => r !== replacement) })}>
            {replacement.text === ''
              ? <>without “{source[replacement.position]?.text ?? `word ${replacement.position + 1}`}”</>
              : <>“{replacement.text}” for “{source[replacement.position]?.text ?? `word ${replacement.position + 1}`}”</>}
          </Change>
        ))}
        {changes.prefix.length > 0 && (
          <Change onUndo={() => onChange({ ...changes, prefix: [] })}>begins with “{changes.prefix.map(nameOf).join(' ')}”</Change>
        )}
        {changes.weights.map((weights) => (
          <Change key={`w${weights.step}`} onUndo={() => onChange({ ...changes, weights: changes.weights.filter((w) => w !== weights) })}>
            looks elsewhere for word {weights.step + 1}
          </Change>
        ))}
        {target !== '' && <li>made to write “{target}”</li>}
        <li><button type="button" onClick={onUndoAll}>Undo all</button></li>
      </ul>
    </aside>
  );
}

function Change({ children, onUndo }: { children: preact.ComponentChildren; onUndo: () => void }) {
  return <li class="change">{children} <button type="button" class="quiet" aria-label="Undo this" onClick={onUndo}>×</button></li>;
}
