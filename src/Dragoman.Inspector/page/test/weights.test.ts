import { expect, test } from 'vitest';
import { describeRow, percent, setWeight, sumRows } from '../src/weights';

const sum = (weights: readonly number[]) => weights.reduce((a, b) => a + b, 0);

test('the others give way in proportion, and the sum stays 1', () => {
  const weights = setWeight([0.5, 0.3, 0.2], 0, 0.9);
  expect(weights[0]).toBe(0.9);
  expect(weights[1]! / weights[2]!).toBeCloseTo(1.5);
  expect(sum(weights)).toBeCloseTo(1);
});

test.each([[-1, 0], [2, 1]])('a weight of %d becomes %d', (wanted, got) => {
  const weights = setWeight([0.5, 0.3, 0.2], 1, wanted);
  expect(weights[1]).toBe(got);
  expect(sum(weights)).toBeCloseTo(1);
});

test('where the others have nothing, they share what is left', () => {
  expect(setWeight([1, 0, 0], 0, 0.5)).toEqual([0.5, 0.25, 0.25]);
  expect(setWeight([1], 0, 0.2)).toEqual([1]);
});

test('rows are summed', () => expect(sumRows([[0.5, 0.5], [1, 0], [0, 1]], [0, 1])).toEqual([1.5, 0.5]));

test('a row is told by its heaviest words', () =>
  expect(describeRow([0.04, 0.36, 0.6], [{ text: 'a' }, { text: 'b' }, { text: 'c' }])).toBe('\u2068c\u2069 (60%), \u2068b\u2069 (36%)'));

test.each([[0, '0%'], [0.0004, '<0.1%'], [0.052, '5.2%'], [0.0996, '10%'], [1, '100%']])('%d is %s', (share, text) => expect(percent(share)).toBe(text));
