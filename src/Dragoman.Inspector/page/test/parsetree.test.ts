import { expect, test } from 'vitest';
import { isTree, placeParse, readTree, type Part } from '../src/parsetree';

const read = (line: string, words: number) => readTree(line.split(' '), words);
const show = (part: Part): string => part.leaf ? `${part.label}:${part.word ?? '-'}` : `[${part.label} ${part.parts.map(show).join(' ')}]`;
const faults = (part: Part): string[] => [...(part.fault === null ? [] : [`${part.label} ${part.fault.token}: ${part.fault.why}`]), ...part.parts.flatMap(faults)];

test('a line is a tree over its words', () => {
  const tree = read('(S (NP NNP )NP (VP VBD )VP . )S', 3);
  expect(tree.parts.map(show)).toEqual(['[S [NP NNP:0] [VP VBD:1] .:2]']);
  expect(tree.parts.flatMap(faults)).toEqual([]);
  expect([tree.dropped, tree.left]).toEqual([[], []]);
  expect(tree.parts[0]).toMatchObject({ opened: 0, closed: 8 });
  expect(tree.parts[0]!.parts[1]).toMatchObject({ opened: 4, closed: 6 });
});

test.each<[string, string, number, string[], string[]]>([
  ['what is never closed', '(S (NP XX', 1, ['[S [NP XX:0]]'], ['S 3: never closed', 'NP 3: never closed']],
  ['what was never opened', 'XX )S', 1, ['[S XX:0]'], ['S 1: never opened']],
  ['an outer bracket closes those inside', '(S (NP XX )S', 1, ['[S [NP XX:0]]'], ['NP 3: not closed before S']],
  ['a label that is open nowhere', '(S (NP XX )VP )S', 1, ['[S [NP XX:0]]'], ['NP 3: closed as VP']],
  ['a constituent without a word', '(S (NP )NP XX )S', 1, ['[S [NP ] XX:0]'], ['NP 2: without a word']],
  ['more leaves than words', '(S XX XX )S', 1, ['[S XX:0 XX:-]'], ['XX 2: there is no word for it']],
])('marked where it is malformed: %s', (_, line, words, parts, wrong) => {
  const tree = read(line, words);
  expect(tree.parts.map(show)).toEqual(parts);
  expect(tree.parts.flatMap(faults)).toEqual(wrong);
});

test('tokens that make no sense are left out, and words without a leaf are told', () => {
  const tree = read('(S ( a(b <unk> (NP XX )VP )NP )S', 3);
  expect(tree.parts.map(show)).toEqual(['[S [NP XX:0]]']);
  expect(tree.dropped.map(({ token }) => token)).toEqual([1, 2, 3, 6]);
  expect(tree.left).toEqual([1, 2]);
  expect(read(')S', 1).dropped).toEqual([{ token: 0, why: 'closes nothing' }]);
});

test.each([['(S XX )S', true], ['(NP XX', false], ['( word )', false], ['le chien ( noir ) .', false], ['a) b', false], ['XX (S XX )S', true]])('%s is a tree: %s', (line, expected) =>
  expect(isTree(line.split(' '))).toBe(expected));

test('leaves stand over their words, and a constituent over the middle of its parts', () => {
  const words = ['a', 'cat', 'sleeps'];
  const placed = placeParse(read('(S (NP XX XX )NP XX )S', 3), words, (text) => 8 * text.length);
  const at = (label: string, nth = 0) => placed.parts.filter(({ part }) => part.label === label)[nth]!;
  expect(placed.words).toEqual([at('XX').x, at('XX', 1).x, at('XX', 2).x]);
  expect([...placed.words].sort((a, b) => a - b)).toEqual(placed.words);
  expect(at('NP').x).toBe((placed.words[0]! + placed.words[1]!) / 2);
  expect([at('S').row, at('NP').row, at('XX').row, placed.rows]).toEqual([0, 1, 2, 3]);
});

test('all words have a place, whatever the tree', () => {
  const placed = placeParse(read('(S XX )S', 3), ['a', 'b', 'c'], () => 8);
  expect(placed.words).toHaveLength(3);
  expect(placed.words.every(Number.isFinite)).toBe(true);
});
