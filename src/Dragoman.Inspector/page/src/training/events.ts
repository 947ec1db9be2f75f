import { Refusal } from '../models';
import { ask } from '../server';

/** An event of a stream that a server sends. */
export interface StreamEvent {
  type: string;
  data: string;
}

/** After a break, in ms. */
const pause = 3000;

/**
 * Follows a stream of server-sent events until the listener has had enough and gives false, or somebody calls what this gives; a broken one is begun anew,
 * at the path that is then due. EventSource can send no key.
 */
export function followEvents(path: () => string, listen: (event: StreamEvent) => boolean): () => void {
  const abort = new AbortController();
  const follow = async () => {
    while (!abort.signal.aborted) {
      try {
        const response = await ask(path(), { headers: { accept: 'text/event-stream' }, signal: abort.signal });
        for await (const event of readEvents(response.body!)) {
          if (!listen(event)) {
            abort.abort();
            return;
          }
        }
      } catch (e) {
        if (e instanceof Refusal && e.status >= 400 && e.status < 500) {
          return;
        }
      }

      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  void follow();
  return () => abort.abort();
}

/** The events of a stream, as the HTML standard reads it. */
export async function* readEvents(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<StreamEvent> {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let type = '';
  let data: string[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop()!;
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) {
          yield { type: type === '' ? 'message' : type, data: data.join('\n') };
        }

        type = '';
        data = [];
        continue;
      }

      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
      if (field === 'event') {
        type = value;
      } else if (field === 'data') {
        data.push(value);
      }
    }
  }
}
