import { expect, test } from 'vitest';
import { moveMoment } from '../src/phases';
import type { Explanation } from '../src/trace';

const explanation = { order: ['read', 'state', 'predict'], steps: [{}, {}] } as unknown as Explanation;

test('steps go over from word to word', () => {
  expect(moveMoment(explanation, { step: 0, phase: 'predict' }, 1)).toEqual({ step: 1, phase: 'read' });
  expect(moveMoment(explanation, { step: 1, phase: 'read' }, -1)).toEqual({ step: 0, phase: 'predict' });
});

test('the film ends at its ends', () => {
  expect(moveMoment(explanation, { step: 0, phase: 'read' }, -1)).toEqual({ step: 0, phase: 'read' });
  expect(moveMoment(explanation, { step: 1, phase: 'predict' }, 1)).toEqual({ step: 1, phase: 'predict' });
});
