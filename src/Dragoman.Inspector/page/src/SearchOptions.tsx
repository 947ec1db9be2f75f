import { useEffect, useRef, useState } from 'preact/hooks';
import { formatPhrases, isWhole, leastOf, mostOf, noWishes, parseNumber, parsePhrases, statedWishes, type NumberWish, type PhraseWish, type SearchWishes } from './searching';

interface Props {
  search: SearchWishes;
  onSearch: (search: SearchWishes) => void;
}

const phrases: readonly [name: PhraseWish, label: string][] = [['must', 'must hold'], ['not', 'must not hold']];

/** What stands together is a group; the hint says what a number does. */
const numbers: readonly (readonly [name: NumberWish, label: string, hint: string])[][] = [
  [
    ['lengthPenalty', 'length penalty', 'above 0 longer translations win more often'],
    ['coveragePenalty', 'coverage penalty', 'above 0 translations that leave words out lose'],
    ['noRepeatNgram', 'no-repeat n-gram', 'as many tokens in a row are not written twice'],
    ['repetitionPenalty', 'repetition penalty', 'above 1 tokens written before become less likely'],
  ],
  [
    ['groups', 'groups', 'parts of the beam that keep apart from each other'],
    ['diversity', 'diversity', 'how far groups keep apart'],
  ],
  [
    ['temperature', 'temperature', 'above 0 tokens are drawn at random instead of searched for'],
    ['topP', 'top-p', 'draw among the tokens that have this probability together'],
    ['seed', 'seed', 'another one draws other translations'],
  ],
];

/** How to search, beyond the size of the beam. What is left empty is as the model has it. */
export function SearchOptions({ search, onSearch }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  const count = Object.keys(statedWishes({ ...search, beam: null })).length;
  const close = () => { details.current!.open = false; };
  return (
    <details class="search-options" ref={details}
      onKeyDown={(e) => { if (e.key === 'Escape' && details.current!.open) { e.stopPropagation(); close(); details.current!.querySelector('summary')!.focus(); } }}
      onFocusOut={(e) => { if (e.relatedTarget instanceof Node && !details.current!.contains(e.relatedTarget)) close(); }}>
      <summary>{count === 0 ? 'options' : `options (${count})`}</summary>
      <div class="options-panel">
        <p class="hint">What is left empty is as the model has it.</p>
        {phrases.map(([name, label]) => (
          <Wish key={name} label={label} hint="words or phrases, parted by ;" text={formatPhrases(search[name])} mode="text" wide
            onChange={(text) => { onSearch({ ...search, [name]: parsePhrases(text) }); return true; }} />
        ))}
        {numbers.map((group, i) => (
          <div class="options-group" key={i}>
            {group.map(([name, label, hint]) => (
              <Wish key={name} label={label} hint={hint} text={search[name] === null ? '' : String(search[name])} mode={isWhole(name) ? 'numeric' : 'decimal'} range={[leastOf(name), mostOf(name)]}
                onChange={(text) => {
                  const value = parseNumber(name, text.trim().replace(',', '.'));
                  if (value === null && text.trim() !== '') {
                    return false;
                  }

                  onSearch({ ...search, [name]: value });
                  return true;
                }} />
            ))}
          </div>
        ))}
        <button type="button" onClick={() => onSearch({ ...noWishes, beam: search.beam })}>as the model has it</button>
      </div>
    </details>
  );
}

interface WishProps {
  label: string;
  hint: string;
  text: string;
  mode: 'text' | 'numeric' | 'decimal';
  wide?: boolean;
  /** The smallest and the largest number it may have, if it is a number. */
  range?: readonly [least: number, most: number];
  /** Tells whether the text could be read. */
  onChange: (text: string) => boolean;
}

/** One option: it counts when the field is left or Enter is pressed. */
function Wish({ label, hint, text, mode, wide = false, range = [0, 0], onChange }: WishProps) {
  const [typed, setTyped] = useState(text);
  const [unreadable, setUnreadable] = useState(false);
  useEffect(() => { setTyped(text); setUnreadable(false); }, [text]);
  const take = () => { setUnreadable(typed !== text && !onChange(typed)); };
  return (
    <label class={wide ? 'wish wide' : 'wish'} title={hint}>{label}
      <input type="text" value={typed} inputMode={mode} aria-invalid={unreadable} autocomplete="off" spellcheck={false} dir="auto"
        placeholder={wide ? 'red car; house' : undefined} onInput={(e) => setTyped(e.currentTarget.value)} onBlur={take}
        onKeyDown={(e) => { if (e.key === 'Enter') { e.preventDefault(); take(); } }} />
      {unreadable && <span class="hint" role="alert">a {mode === 'numeric' ? 'whole ' : ''}number from {range[0]} to {range[1]}</span>}
    </label>
  );
}
