import { Refusal, type ModelList, type Models, type Neighbours, type Question, type Trajectories } from './models';
import type { Explanation } from './trace';

export interface RecordedTrace {
  title: string;
  explanation: Explanation;
}

/** The traces that a self-contained file holds; null on a page from a server. */
export function readRecordedTraces(page: Document): RecordedTrace[] | null {
  const element = page.getElementById('dragoman-traces');
  return element === null ? null : JSON.parse(element.textContent ?? '[]') as RecordedTrace[];
}

/** Recorded explanations in place of models: nothing can be asked that was not recorded. */
export class RecordedModels implements Models {
  readonly live = false;

  constructor(private readonly traces: readonly RecordedTrace[]) {}

  list(): Promise<ModelList> {
    return Promise.resolve({ default: '', models: [] });
  }

  explain(question: Question): Promise<Explanation> {
    const trace = this.traces[question.trace];
    return trace === undefined
      ? Promise.reject(new Refusal('No such trace', `This file holds ${this.traces.length}; choose one of them.`, 404))
      : Promise.resolve(trace.explanation);
  }

  neighbours(): Promise<Neighbours> {
    return Promise.reject(onlyLive());
  }

  trajectories(): Promise<Trajectories> {
    return Promise.reject(onlyLive());
  }
}

function onlyLive(): Refusal {
  return new Refusal('Not in a file', 'This needs the model: open the page that dragoman serve gives.', 404);
}
