import type { NeighbourKind } from './address';
import { currentKey, headerOf, refuseKey } from './key';
import { Refusal, type ModelList, type Models, type Neighbours, type Question, type Trajectories } from './models';
import { statedWishes } from './searching';
import type { Explanation } from './trace';

/** For so long an answer is kept: a model may be trained on meanwhile. */
const keptMilliseconds = 60_000;

/** The models of the server that the page comes from. Answers are kept for a while: the same question soon again costs nothing. */
export class ServedModels implements Models {
  readonly live = true;
  private readonly answers = new Map<string, { answer: unknown; at: number }>();

  /** Those that can be looked into: not those that translate together. */
  async list(): Promise<ModelList> {
    const { default: usual, models: served } = await fetchJson<ModelList>('v1/models');
    const models = served.filter((model) => (model.members ?? 1) === 1);
    return { default: models.some((model) => model.name === usual) ? usual : models[0]?.name ?? usual, models };
  }

  explain(question: Question, signal: AbortSignal): Promise<Explanation> {
    return this.ask('v1/explain', { ...toBody(question), vectors: true }, signal);
  }

  neighbours(question: Question, of: NeighbourKind, position: number, signal: AbortSignal): Promise<Neighbours> {
    return this.ask('v1/neighbours', { ...toBody(question), of, position, count: 10 }, signal);
  }

  trajectories(question: Question, signal: AbortSignal): Promise<Trajectories> {
    return this.ask('v1/trajectories', toBody(question), signal);
  }

  private async ask<T>(path: string, body: object, signal: AbortSignal): Promise<T> {
    const json = JSON.stringify(body);
    const key = path + json;
    const kept = this.answers.get(key);
    if (kept !== undefined && performance.now() - kept.at < keptMilliseconds) {
      return kept.answer as T;
    }

    const answer = await fetchJson<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: json, signal });
    this.answers.delete(key); // Old ones come first.
    if (this.answers.size >= 30) {
      this.answers.delete(this.answers.keys().next().value!);
    }

    this.answers.set(key, { answer, at: performance.now() });
    return answer;
  }
}

/** Fetches JSON from beside the page; a refusal is thrown with what the server says. */
export async function fetchJson<T>(path: string, request?: RequestInit): Promise<T> {
  return await (await ask(path, request)).json() as T;
}

/** Whether a key opens the server; null where it does not answer. */
export async function opens(key: string): Promise<'yes' | 'no' | null> {
  const response = await fetch('v1/training/runs', { headers: headerOf(key) }).catch(() => null);
  return response === null ? null : response.status === 401 ? 'no' : 'yes';
}

/** Asks the server, with the key if it wants one. */
export async function ask(path: string, request?: RequestInit): Promise<Response> {
  const key = currentKey();
  let response: Response;
  try {
    response = await fetch(path, { ...request, headers: { ...request?.headers as Record<string, string>, ...headerOf(key) } });
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') {
      throw e;
    }

    throw new Refusal('The server does not answer', 'Is dragoman serve still running? Then try again.', 0);
  }

  if (response.ok) {
    return response;
  }

  if (response.status === 401) {
    refuseKey(key);
  }

  const problem = await response.json().catch(() => ({})) as { title?: string; detail?: string };
  throw new Refusal(problem.title ?? `The server answers ${response.status}`, problem.detail ?? '', response.status);
}

/** Only what is not as by default: the server has its own defaults. */
function toBody(question: Question): object {
  const { text, model, search, hypothesis, target, changes } = question;
  return {
    text,
    ...(model !== '' && { model }),
    ...(hypothesis > 0 && { hypothesis }),
    ...(target === '' ? statedWishes(search) : { target }), // What is given is not searched for.
    ...(changes.prefix.length > 0 && { prefix: changes.prefix }),
    ...(changes.weights.length > 0 && { weights: changes.weights }),
    ...(changes.replaced.length > 0 && { replaced: changes.replaced }),
  };
}
