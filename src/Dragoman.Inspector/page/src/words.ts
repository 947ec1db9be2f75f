import type { Explanation, Source, SourceToken, Step } from './trace';

/** A token as it is shown: the user's own letters, and whether it follows the one before without a space. */
export interface Word {
  text: string;
  /** Stands for no letters: the end or the start of a sentence. */
  special: boolean;
  unknown: boolean;
  joined: boolean;
}

export const endWord = '⟨end⟩';
export const startWord = '⟨start⟩';

/** The words of the source, each cut out of what the user typed. */
export function sourceWords(source: Source): Word[] {
  return source.tokens.map((token, i) => {
    const before = source.tokens[i - 1];
    return {
      text: token.length > 0 ? showSpace(source.text.slice(token.start, token.start + token.length)) : nameOf(token.text),
      special: token.length === 0 && isMarker(token.text),
      unknown: !token.known,
      joined: before !== undefined && isJoined(before, token),
    };
  });
}

/** The words of the translation, each cut out of the text of the hypothesis shown. */
export function targetWords(explanation: Explanation): Word[] {
  const text = explanation.hypotheses[explanation.shown]?.text ?? '';
  return explanation.steps.map((step, i) => {
    const before = explanation.steps[i - 1];
    return {
      text: step.length > 0 ? showSpace(text.slice(step.start, step.start + step.length)) : nameOf(step.write),
      special: step.length === 0 && isMarker(step.write),
      unknown: step.write === '<unk>',
      joined: before !== undefined && isJoined(before, step),
    };
  });
}

/** Names a token for people: markers by what they mean, spaces by a sign. */
export function nameOf(token: string): string {
  switch (token) {
    case '<eos>': case '</s>': return endWord;
    case '<bos>': case '<s>': return startWord;
    case '<unk>': return '⟨unknown⟩';
    case '': return '∅';
    default: return showSpace(token);
  }
}

function showSpace(text: string): string {
  return /^\s+$/.test(text) ? '␣' : text;
}

function isMarker(token: string): boolean {
  return /^<.+>$/.test(token);
}

type Place = Pick<SourceToken | Step, 'start' | 'length'>;

function isJoined(before: Place, after: Place): boolean {
  return before.length > 0 && after.length > 0 && before.start + before.length === after.start;
}

/** The direction in which a text is written: that of its first letter. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const letter = /\p{L}/u.exec(text)?.[0];
  return letter !== undefined && /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(letter) ? 'rtl' : 'ltr';
}
