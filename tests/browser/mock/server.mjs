// Serves the built page and answers as `dragoman serve` does. Usage: node mock/server.mjs [port] [folder of the page]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explain, models, neighbours, training, trajectories } from './model.mjs';

const port = Number(process.argv[2] ?? 5055);
const page = process.argv[3] ?? fileURLToPath(new URL('../../../src/Dragoman.Inspector/page/dist', import.meta.url));
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml' };

class Problem extends Error {
  constructor(status, title, detail) { super(detail); Object.assign(this, { status, title }); }
}

/** Sentences that the server was too busy for; another time it is not. */
const busy = new Set();

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function answer(path, body) {
  if (body.model !== undefined && !(body.model in models)) throw new Problem(404, 'Unknown model', `There is no model "${body.model}" here; there is ${Object.keys(models).join(', ')}.`);
  if (body.text?.startsWith('slow')) await wait(1500);
  if (body.text?.startsWith('broken')) throw new Problem(500, 'The model folder is damaged', 'The checksum of weights.safetensors is not the one noted. Restore the folder.');
  if (body.text?.startsWith('busy') && !busy.has(body.text)) {
    busy.add(body.text);
    throw new Problem(429, 'Too many requests', 'The queue is full. Try again later.');
  }
  const unknown = [...body.prefix ?? [], ...body.must ?? []].find((word) => word.startsWith('zzz'));
  if (unknown !== undefined) throw new Problem(400, 'Bad request', `The request asks for "${unknown}", which the target vocabulary does not have.`);
  switch (path) {
    case '/v1/models': return { // The first translates together with another, and cannot be looked into.
      default: 'both', models: [
        { name: 'both', attention: 'additive', parameters: 296_424, members: 2, neighbours: false, suggestions: ['nobody asks this'] },
        ...Object.entries(models).map(([name, m]) => ({ name, attention: m.attention?.score ?? null, parameters: 148_212, members: 1, neighbours: name === 'en-fr', suggestions: m.suggestions })),
      ],
    };
    case '/v1/explain': return explain(body);
    case '/v1/neighbours':
      if ((body.model ?? 'en-fr') !== 'en-fr') throw new Problem(404, 'No index', 'This model has no index of its training states. Make one: dragoman index --model DIR --data FILE');
      return neighbours(body);
    case '/v1/trajectories': return trajectories(body);
    case '/v1/training/runs': return [{ name: 'en-fr', folder: 'models/en-fr', running: true }, { name: 'en-fr-luong', folder: 'models/en-fr-luong', running: false }];
  }
  const run = /^\/v1\/training\/runs\/([^/]+)\/(metrics|samples)$/.exec(path);
  if (run !== null) {
    const lines = training(run[1])[run[2]];
    return run[1] === 'en-fr' ? lines.slice(0, 16) : lines;
  }
  throw new Problem(404, 'Not found', path);
}

function follow(name, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const { metrics, samples } = training(name);
  let next = 16;
  const timer = setInterval(() => {
    if (next >= metrics.length) {
      response.write('event: end\ndata: {}\n\n');
      clearInterval(timer);
      return;
    }
    response.write(`event: metrics\ndata: ${JSON.stringify(metrics[next])}\n\nevent: sample\ndata: ${JSON.stringify(samples[next])}\n\n`);
    next++;
  }, 400);
  response.on('close', () => clearInterval(timer));
}

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://mock');
  try {
    const events = /^\/v1\/training\/runs\/([^/]+)\/events$/.exec(pathname);
    if (events !== null) {
      follow(events[1], response);
    } else if (pathname.startsWith('/v1/')) {
      let text = '';
      for await (const part of request) text += part;
      const json = JSON.stringify(await answer(pathname, text === '' ? {} : JSON.parse(text)));
      response.writeHead(200, { 'content-type': 'application/json' }).end(json);
    } else {
      const file = pathname === '/' || pathname === '/training' ? 'index.html' : pathname.slice(1);
      const content = await readFile(join(page, file));
      response.writeHead(200, { 'content-type': types[file.split('.').at(-1)] ?? 'application/octet-stream', 'content-security-policy': "default-src 'self'" }).end(content);
    }
  } catch (e) {
    const status = e instanceof Problem ? e.status : e.code === 'ENOENT' ? 404 : 500;
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ title: e.title ?? 'Error', detail: String(e.message), status }));
  }
}).listen(port, '127.0.0.1');
