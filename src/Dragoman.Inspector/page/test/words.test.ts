import { expect, test } from 'vitest';
import { directionOf, nameOf, sourceWords } from '../src/words';

const token = (text: string, start: number, length: number, known = true) => ({ text, id: 1, known, start, length });

test('words are the letters that the user typed', () => {
  const words = sourceWords({
    text: 'The Straße!', cut: false, embeddings: null, states: null,
    tokens: [token('the', 0, 3), token('<unk>', 4, 6, false), token('!', 10, 1), token('<eos>', 11, 0)],
  });
  expect(words.map((word) => word.text)).toEqual(['The', 'Straße', '!', '⟨end⟩']);
  expect(words.map((word) => word.joined)).toEqual([false, false, true, false]);
  expect(words.map((word) => word.unknown)).toEqual([false, true, false, false]);
  expect(words.map((word) => word.special)).toEqual([false, false, false, true]);
});

test.each([['dog', 'ltr'], ['1992 dog', 'ltr'], ['الكلب', 'rtl'], ['«שלום»', 'rtl'], ['…', 'ltr']])('%s is written %s', (text, direction) =>
  expect(directionOf(text)).toBe(direction));

test('markers have names, spaces a sign', () => expect(['<bos>', '</s>', ' ', '<unk>', 'zone'].map(nameOf)).toEqual(['⟨start⟩', '⟨end⟩', '␣', '⟨unknown⟩', 'zone']));
