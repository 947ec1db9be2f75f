import { expect, test } from 'vitest';
import { emptyAddress, formatAddress, parseAddress } from '../src/address';
import { noWishes } from '../src/searching';

test('an empty query is the default address, and the other way round', () => {
  expect(parseAddress('')).toEqual(emptyAddress);
  expect(formatAddress(emptyAddress)).toBe('');
});

test('an address survives the way through the query string', () => {
  const address = {
    ...emptyAddress, text: 'où est “ça” & <là>? 100%', model: 'en-fr', search: { ...noWishes, beam: 5, lengthPenalty: 0.6, must: ['red; car', 'haus'] }, step: 0, phase: 'weigh' as const, view: 'what-if' as const, selected: [2, 4],
    changes: { prefix: ['la', '"'], weights: [{ step: 2, weights: [0.25, 0.75] }], replaced: [{ position: 3, text: '' }] }, compare: 'ein Satz', of: 'encoder' as const, position: 7,
  };
  expect(parseAddress(formatAddress(address))).toEqual(address);
});

test.each(['?step=-1', '?beam=-5', '?beam=1.5', '?lengthPenalty=much', '?must=[1]', '?step=x', '?phase=dance', '?view=nothing', '?prefix={', '?prefix=[1]', '?weights=[{"step":"a"}]', '?weights=[{"step":1,"weights":["x"]}]', '?selected=,a'])(
  'what is not understood has its default: %s', (query) => expect(parseAddress(query)).toEqual(emptyAddress));
