/** The explanation of one translation, as the library writes it: what the model computed, and nothing that it did not. */
export interface Explanation {
  format: 'dragoman-explanation';
  version: number;
  model: ModelDescription;
  /** The steps of one word in this model's order: seven, or four without attention. */
  order: Phase[];
  equations: Partial<Record<Phase, Equation>>;
  source: Source;
  search: Search;
  changes: Changes;
  /** Best first. */
  hypotheses: Hypothesis[];
  /** The hypothesis that the steps are of. */
  shown: number;
  tree: TreeNode[];
  steps: Step[];
}

export type Phase = 'read' | 'state' | 'score' | 'weigh' | 'context' | 'readout' | 'predict';

export interface Equation {
  mathml: string;
  text: string;
}

export interface ModelDescription {
  /** Null where an application explains with a model that has no name. */
  name: string | null;
  cell: string;
  encoderLayers: number;
  bidirectional: boolean;
  decoderLayers: number;
  embedSize: number;
  encoderHiddenSize: number;
  decoderHiddenSize: number;
  parameters: number;
  attention: AttentionDescription | null;
  readout: string;
  sourceTokenizer: string;
  targetTokenizer: string;
}

export interface AttentionDescription {
  score: string;
  placement: string;
  window: string;
  windowRadius?: number;
  inputFeeding: boolean;
}

export interface Source {
  /** As typed by the user. */
  text: string;
  /** Whether the model was given less than the user typed. */
  cut: boolean;
  tokens: SourceToken[];
  embeddings: number[][] | null;
  /** [source_time][width] */
  states: number[][] | null;
}

export interface SourceToken {
  text: string;
  id: number;
  known: boolean;
  /** Place in the text of the source; length 0 for what the user did not type. */
  start: number;
  length: number;
}

export interface Search {
  kind: string;
  beam?: number;
}

/** The what-ifs that led to an explanation. */
export interface Changes {
  prefix: string[];
  weights: WeightChange[];
  replaced: Replacement[];
}

export interface WeightChange {
  step: number;
  weights: number[];
}

export interface Replacement {
  position: number;
  /** The word put in; empty where the word was dropped. */
  text: string;
}

export interface Hypothesis {
  text: string;
  tokens: string[];
  logProbability: number;
  score: number;
  node: number;
  complete: boolean;
}

export interface TreeNode {
  id: number;
  parent: number | null;
  step: number;
  token: string;
  logProbability: number;
  score: number | null;
  outcome: 'kept' | 'dropped' | 'finished' | 'abandoned';
  reason: 'outsideBeam' | 'endNotAmongBest' | 'lengthLimit' | 'othersBetter' | null;
}

export interface Step {
  step: number;
  read: string;
  write: string;
  forced: boolean;
  edited: boolean;
  probability: number;
  logProbability: number;
  /** Place of the token in the text of the hypothesis shown; length 0 for the end. */
  start: number;
  length: number;
  embedding: number[] | null;
  fed: number[] | null;
  /** [layers][hidden] */
  stateBefore: number[][] | null;
  stateAfter: number[][] | null;
  memoryBefore: number[][] | null;
  memoryAfter: number[][] | null;
  /** [source_time] Null stands for −∞, a word that the step cannot look at. */
  scores: (number | null)[] | null;
  /** [source_time] */
  weights: number[] | null;
  /** Of a window: the source position in its middle. */
  center: number | null;
  context: number[] | null;
  readout: number[] | null;
  candidates: Candidate[];
}

export interface Candidate {
  token: string;
  id: number;
  probability: number;
  logProbability: number;
}
