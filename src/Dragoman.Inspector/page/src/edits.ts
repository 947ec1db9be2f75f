import type { Replacement, Source } from './trace';

/**
 * Where the tokens of a changed sentence come from: for each, its number in the sentence as it was typed. Replacements count in that one, so a word typed over
 * in a changed sentence has to be found there again.
 */
export function originalPositions(original: Source, replaced: readonly Replacement[], changed: Source): number[] {
  const texts = new Map(replaced.map(({ position, text }) => [position, text]));
  const ends: { end: number; position: number }[] = [];
  let moved = 0;
  original.tokens.forEach((token, position) => {
    const text = texts.get(position);
    if (text !== undefined) {
      moved += text.length - token.length - (text === '' && leavesTwoSpaces(original.text, token) ? 1 : 0);
    }

    if (text !== '') {
      ends.push({ end: token.start + token.length + moved, position });
    }
  });
  return changed.tokens.map((token) => (ends.find(({ end }) => token.start < end) ?? ends.at(-1))?.position ?? 0);
}

function leavesTwoSpaces(text: string, { start, length }: { start: number; length: number }): boolean {
  return text[start + length] === ' ' && (start === 0 || text[start - 1] === ' ');
}
