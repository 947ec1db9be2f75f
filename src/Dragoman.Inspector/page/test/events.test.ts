import { expect, test } from 'vitest';
import { readEvents } from '../src/training/events';

async function read(...parts: string[]) {
  const bytes = new TextEncoder();
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(to) { parts.forEach((part) => to.enqueue(bytes.encode(part))); to.close(); },
  });
  const events = [];
  for await (const event of readEvents(stream)) {
    events.push(event);
  }

  return events;
}

test('events are read, however the stream is cut', async () => {
  const text = 'event: metrics\ndata: {"a":1}\n\n: nothing\ndata:two\r\ndata: lines é\r\n\r\nevent: end\rdata\r\r\n';
  const expected = [{ type: 'metrics', data: '{"a":1}' }, { type: 'message', data: 'two\nlines é' }, { type: 'end', data: '' }];
  expect(await read(text)).toEqual(expected);
  expect(await read(...text)).toEqual(expected);
});

test('an event without data is none, and one without an end is not yet there', async () => {
  expect(await read('event: ping\n\ndata: cut')).toEqual([]);
});
