import { expect, test, vi } from 'vitest';
import { scaleOf, shortNumber, thin } from '../src/training/chart';
import { addLine, followRun, remainingSeconds, type Metrics, type RunLog } from '../src/training/runs';

test('a line heard twice is there once, in the order of updates', () => {
  const lines = [{ update: 1 }, { update: 3 }];
  expect(addLine(addLine(lines, { update: 2 }), { update: 3 }).map((line) => line.update)).toEqual([1, 2, 3]);
});

test('a run is followed from where it was read to, and not told again what is known', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    return Promise.resolve(new Response('event: end\ndata: {}\n\n'));
  });
  const log: RunLog = { run: { name: 'a b', folder: '', running: true }, metrics: [{ update: 10 }, { update: 20 }] as Metrics[], samples: [{ update: 10, samples: [] }] };
  let known = log;
  await new Promise<void>((resolve) => followRun(log, (change) => { known = change(known); }, resolve));
  vi.unstubAllGlobals();
  expect(asked).toEqual(['v1/training/runs/a%20b/events?after=10']);
  expect(known.run.running).toBe(false);
});

test('what is left follows from the pace', () => {
  const line = { update: 200, seconds: 50, maximumUpdates: 1000 } as Metrics;
  expect(remainingSeconds([line])).toBe(200);
  expect(remainingSeconds([])).toBeNull();
});

test('few of many are the first, the last and some between', () => {
  expect(thin([1, 2, 3], 4)).toEqual([1, 2, 3]);
  expect(thin([0, 1, 2, 3, 4, 5, 6], 4)).toEqual([0, 2, 4, 6]);
});

test('scales have round ticks inside', () => {
  const { ticks } = scaleOf([0.37, 5.2]);
  expect(ticks).toEqual([1, 2, 3, 4, 5]);
  expect(scaleOf([3, 3]).ticks.length).toBeGreaterThan(1);
});

test.each([[12345, '12.3k'], [2_500_000, '2.5M'], [0.00031, '0.00031'], [0, '0']])('%d is %s', (value, text) => expect(shortNumber(value)).toBe(text));
