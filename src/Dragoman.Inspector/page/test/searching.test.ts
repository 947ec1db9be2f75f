import { expect, test } from 'vitest';
import { formatPhrases, noWishes, parseNumber, parsePhrases, statedWishes } from '../src/searching';

test('what is as the model has it is not stated', () => {
  expect(statedWishes(noWishes)).toEqual({});
  expect(statedWishes({ ...noWishes, coveragePenalty: 0, not: ['a'] })).toEqual({ coveragePenalty: 0, not: ['a'] });
});

test.each([['0.6', 0.6], ['.5', 0.5], ['12', 12], ['', null], ['.', null], ['-1', null], ['1e3', null], ['1.', null], ['x', null]] as const)(
  'a length penalty typed as %j is %j', (text, number) => expect(parseNumber('lengthPenalty', text)).toBe(number));

test.each([['3', 3], ['1.5', null], ['0', null], ['', null]] as const)(
  'a beam typed as %j is %j', (text, number) => expect(parseNumber('beam', text)).toBe(number));

test.each([['20241201', 20241201], ['999999999999999', 999_999_999_999_999], ['9999999999999999', null], ['-1', null]] as const)(
  'a seed typed as %j is %j', (text, number) => expect(parseNumber('seed', text)).toBe(number));

test('phrases are parted by semicolons, and spaces around them are nothing', () => {
  expect(parsePhrases(' red car;; house ; ')).toEqual(['red car', 'house']);
  expect(parsePhrases(formatPhrases(['red car', 'house']))).toEqual(['red car', 'house']);
  expect(parsePhrases('')).toEqual([]);
});
