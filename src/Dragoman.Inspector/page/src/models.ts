import type { NeighbourKind } from './address';
import type { SearchWishes } from './searching';
import type { Changes, Explanation } from './trace';

/** What is asked of a model: a sentence, and the what-ifs. */
export interface Question {
  text: string;
  model: string;
  search: SearchWishes;
  hypothesis: number;
  target: string;
  changes: Changes;
  /** Which recorded trace, where there is no model to ask. */
  trace: number;
}

/** Where explanations come from: a server, or a file of recorded ones. */
export interface Models {
  /** Whether other sentences and what-ifs can be asked for. */
  readonly live: boolean;
  list(): Promise<ModelList>;
  explain(question: Question, signal: AbortSignal): Promise<Explanation>;
  neighbours(question: Question, of: NeighbourKind, position: number, signal: AbortSignal): Promise<Neighbours>;
  trajectories(question: Question, signal: AbortSignal): Promise<Trajectories>;
}

export interface ModelList {
  default: string;
  models: ListedModel[];
}

export interface ListedModel {
  name: string;
  attention?: string | null;
  parameters?: number;
  members?: number;
  neighbours?: boolean;
  suggestions?: string[];
}

export interface Neighbours {
  of: string;
  position: number;
  token: string;
  neighbours: Neighbour[];
}

/** A state of training, and the word that it belongs to. */
export interface Neighbour {
  similarity: number;
  source: string;
  target: string;
  position: number;
  token: string;
  /** The tokens of the side that the position counts in. */
  tokens: string[];
}

/** States on the plane of their two widest directions. */
export interface Trajectories {
  of: string;
  /** Share of the variance that each direction explains. */
  explained: number[];
  points: (Point & { step: number })[];
  encoder?: (Point & { position: number })[];
}

export interface Point {
  token: string;
  x: number;
  y: number;
}

/** A refusal, with the remedy in the words of the server where there are any. */
export class Refusal extends Error {
  constructor(readonly title: string, detail: string, readonly status: number) {
    super(detail);
  }
}
