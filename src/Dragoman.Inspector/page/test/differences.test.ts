import { expect, test } from 'vitest';
import { findDifferences } from '../src/differences';

test('what only one side has is marked', () => {
  expect(findDifferences(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual({ left: [false, true, false], right: [false, true, false, true] });
});

test('equal and empty sequences', () => {
  expect(findDifferences(['a'], ['a'])).toEqual({ left: [false], right: [false] });
  expect(findDifferences([], ['a'])).toEqual({ left: [], right: [true] });
});
