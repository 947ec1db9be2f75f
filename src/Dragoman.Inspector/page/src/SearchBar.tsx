import { useEffect, useState } from 'preact/hooks';
import type { ListedModel } from './models';
import { SearchOptions } from './SearchOptions';
import type { SearchWishes } from './searching';

interface Props {
  text: string;
  model: string;
  search: SearchWishes;
  list: readonly ListedModel[];
  defaultModel: string;
  onModel: (model: string) => void;
  onSearch: (search: SearchWishes) => void;
  onTranslate: (text: string) => void;
}

const beams = [1, 2, 3, 5, 8, 12];

/** The beams to choose from, the one of an address included. */
const beamsWith = (beam: number | null | undefined) => beam == null || beams.includes(beam) ? beams : [...beams, beam].sort((a, b) => a - b);

/** The sentence, the model, and how it searches. */
export function SearchBar({ text, model, search, list, defaultModel, onModel, onSearch, onTranslate }: Props) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  return (
    <form class="search" role="search" onSubmit={(e) => { e.preventDefault(); if (typed.trim() !== '') onTranslate(typed); }}>
      <input class="sentence" value={typed} placeholder="Type a sentence" aria-label="Sentence to translate" dir="auto" autocomplete="off" spellcheck={false}
        onInput={(e) => setTyped(e.currentTarget.value)} />
      <button type="submit" class="primary">Translate</button>
      <label class="field">model <select value={model === '' ? defaultModel : model} onChange={(e) => onModel(e.currentTarget.value)}>
        {list.map(({ name }) => <option key={name} value={name}>{name}</option>)}
      </select></label>
      <label class="field">search <select value={search.beam ?? 0} onChange={(e) => onSearch({ ...search, beam: Number(e.currentTarget.value) || null })}>
        <option value={0}>as trained</option>
        {beamsWith(search.beam).map((size) => <option key={size} value={size}>{size === 1 ? 'greedy' : `beam ${size}`}</option>)}
      </select></label>
      <SearchOptions search={search} onSearch={onSearch} />
    </form>
  );
}
