import { expect, test } from 'vitest';
import { originalPositions } from '../src/edits';
import type { Source } from '../src/trace';

function source(text: string): Source {
  const tokens = [...text.matchAll(/\S+/g)].map((match) => ({ text: match[0], id: 1, known: true, start: match.index, length: match[0].length }));
  return { text, cut: false, tokens: [...tokens, { text: '<eos>', id: 2, known: true, start: text.length, length: 0 }], embeddings: null, states: null };
}

test('a dropped word is passed over', () =>
  expect(originalPositions(source('a red car .'), [{ position: 1, text: '' }], source('a car .'))).toEqual([0, 2, 3, 4]));

test('several words in place of one come from that one', () =>
  expect(originalPositions(source('a red car .'), [{ position: 1, text: 'very dark blue' }], source('a very dark blue car .'))).toEqual([0, 1, 1, 1, 2, 3, 4]));

test('changes add up', () =>
  expect(originalPositions(source('a red car .'), [{ position: 2, text: 'x' }, { position: 0, text: '' }], source('red x .'))).toEqual([1, 2, 3, 4]));

test('nothing changed', () => expect(originalPositions(source('a b'), [], source('a b'))).toEqual([0, 1, 2]));
