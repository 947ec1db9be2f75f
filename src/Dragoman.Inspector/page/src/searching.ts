/** How a translation is searched for; what is null or empty is as the model has it. */
export interface SearchWishes {
  /** Hypotheses kept; 1 is greedy. */
  beam: number | null;
  lengthPenalty: number | null;
  coveragePenalty: number | null;
  noRepeatNgram: number | null;
  repetitionPenalty: number | null;
  groups: number | null;
  diversity: number | null;
  temperature: number | null;
  topP: number | null;
  seed: number | null;
  /** Words or phrases that the translation must hold. */
  must: string[];
  /** Words or phrases that it must not hold. */
  not: string[];
}

export type NumberWish = Exclude<keyof SearchWishes, 'must' | 'not'>;
export type PhraseWish = 'must' | 'not';

export const noWishes: SearchWishes = {
  beam: null, lengthPenalty: null, coveragePenalty: null, noRepeatNgram: null, repetitionPenalty: null, groups: null, diversity: null,
  temperature: null, topP: null, seed: null, must: [], not: [],
};

export const phraseWishes: readonly PhraseWish[] = ['must', 'not'];
const wholeWishes: readonly NumberWish[] = ['beam', 'noRepeatNgram', 'groups', 'seed'];
const numberWishes = Object.keys(noWishes).filter((name): name is NumberWish => name !== 'must' && name !== 'not');

export function isWhole(name: NumberWish): boolean {
  return wholeWishes.includes(name);
}

/** The smallest number that an option may have. */
export function leastOf(name: NumberWish): number {
  return name === 'beam' || name === 'groups' ? 1 : 0;
}

/** The largest; a seed may have as many digits as a number in JSON holds exactly. */
export function mostOf(name: NumberWish): number {
  return name === 'seed' ? 999_999_999_999_999 : 999_999;
}

/** A number as typed or as in an address; null when it is none that such a wish can have. */
export function parseNumber(name: NumberWish, text: string): number | null {
  const form = isWhole(name) ? /^\d+$/ : /^(\d+|\d*\.\d{1,6})$/;
  const value = Number(text);
  return form.test(text) && value >= leastOf(name) && value <= mostOf(name) ? value : null;
}

/** Phrases as typed, parted by semicolons. */
export function parsePhrases(text: string): string[] {
  return text.split(';').map((phrase) => phrase.trim()).filter((phrase) => phrase !== '');
}

export function formatPhrases(phrases: readonly string[]): string {
  return phrases.join('; ');
}

/** The wishes there are, by name, as a request to a server holds them; nothing for what is as the model has it. */
export function statedWishes(wishes: SearchWishes): Partial<SearchWishes> {
  return Object.fromEntries(Object.entries(wishes).filter(([, wish]) => wish !== null && !(Array.isArray(wish) && wish.length === 0)));
}

/** Reads wishes out of an address. */
export function readWishes(parameters: URLSearchParams, phrases: (json: string) => string[]): SearchWishes {
  const read: SearchWishes = { ...noWishes };
  for (const name of numberWishes) {
    read[name] = parseNumber(name, parameters.get(name) ?? '');
  }

  for (const name of phraseWishes) {
    read[name] = phrases(parameters.get(name) ?? '');
  }

  return read;
}
