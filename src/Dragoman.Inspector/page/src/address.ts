import { noWishes, readWishes, statedWishes, type SearchWishes } from './searching';
import type { Changes, Phase } from './trace';

/** What the page shows is a function of data and address; this is the address. */
export interface Address {
  text: string;
  model: string;
  search: SearchWishes;
  hypothesis: number;
  /** A translation that the model is made to write; empty when it is free. */
  target: string;
  /** The chosen word of the translation; null shows all of them. */
  step: number | null;
  phase: Phase | null;
  view: View;
  /** Further words of the translation whose weights are added to those of the step. */
  selected: number[];
  changes: Changes;
  /** The other sentence and the other model of a comparison; empty is the same. */
  compare: string;
  compareModel: string;
  /** Which recorded trace, in a file without a server. */
  trace: number;
  compareTrace: number;
  /** Whose neighbours are asked for. */
  of: NeighbourKind;
  /** The source word whose neighbours are asked for, with of = encoder. */
  position: number;
}

export const views = ['steps', 'parse', 'tree', 'neighbours', 'what-if', 'compare', 'trajectories'] as const;
export type View = (typeof views)[number];

export const neighbourKinds = ['decoder', 'context', 'encoder'] as const;
export type NeighbourKind = (typeof neighbourKinds)[number];

const phases: readonly Phase[] = ['read', 'state', 'score', 'weigh', 'context', 'readout', 'predict'];

export const unchanged: Changes = { prefix: [], weights: [], replaced: [] };

export function isChanged(changes: Changes): boolean {
  return changes.prefix.length + changes.weights.length + changes.replaced.length > 0;
}

export const emptyAddress: Address = {
  text: '', model: '', search: noWishes, hypothesis: 0, target: '', step: null, phase: null, view: 'steps', selected: [],
  changes: unchanged, compare: '', compareModel: '', trace: 0, compareTrace: 1, of: 'decoder', position: 0,
};

/** Reads a query string; whatever it does not understand has its default. */
export function parseAddress(query: string): Address {
  const parameters = new URLSearchParams(query);
  const string = (name: string) => parameters.get(name) ?? '';
  const whole = (name: string) => toWhole(parameters.get(name));
  return {
    text: string('text'),
    model: string('model'),
    search: readWishes(parameters, (json) => parseList(json, isString)),
    hypothesis: whole('hypothesis') ?? 0,
    target: string('target'),
    step: whole('step'),
    phase: oneOf(phases, string('phase')),
    view: oneOf(views, string('view')) ?? 'steps',
    selected: string('selected').split(',').map(toWhole).filter((n) => n !== null),
    changes: {
      prefix: parseList(string('prefix'), isString),
      weights: parseList(string('weights'), (v): v is Changes['weights'][number] =>
        isRecord(v) && typeof v['step'] === 'number' && Array.isArray(v['weights']) && v['weights'].every(Number.isFinite)),
      replaced: parseList(string('replaced'), (v): v is Changes['replaced'][number] =>
        isRecord(v) && typeof v['position'] === 'number' && typeof v['text'] === 'string'),
    },
    compare: string('compare'),
    compareModel: string('compareModel'),
    trace: whole('trace') ?? 0,
    compareTrace: whole('compareTrace') ?? 1,
    of: oneOf(neighbourKinds, string('of')) ?? 'decoder',
    position: whole('position') ?? 0,
  };
}

/** The query string of an address, with nothing in it that is as by default. */
export function formatAddress(address: Address): string {
  const parameters = new URLSearchParams();
  const put = (name: string, value: string, omit: boolean) => { if (!omit) parameters.set(name, value); };
  const { changes } = address;
  put('text', address.text, address.text === '');
  put('model', address.model, address.model === '');
  for (const [name, wish] of Object.entries(statedWishes(address.search))) {
    parameters.set(name, Array.isArray(wish) ? JSON.stringify(wish) : String(wish));
  }

  put('hypothesis', String(address.hypothesis), address.hypothesis === 0);
  put('target', address.target, address.target === '');
  put('step', String(address.step), address.step === null);
  put('phase', String(address.phase), address.phase === null);
  put('view', address.view, address.view === 'steps');
  put('selected', address.selected.join(), address.selected.length === 0);
  put('prefix', JSON.stringify(changes.prefix), changes.prefix.length === 0);
  put('weights', JSON.stringify(changes.weights, shorten), changes.weights.length === 0);
  put('replaced', JSON.stringify(changes.replaced), changes.replaced.length === 0);
  put('compare', address.compare, address.compare === '');
  put('compareModel', address.compareModel, address.compareModel === '');
  put('trace', String(address.trace), address.trace === 0);
  put('compareTrace', String(address.compareTrace), address.compareTrace === 1);
  put('of', address.of, address.of === 'decoder');
  put('position', String(address.position), address.position === 0);
  const query = parameters.toString();
  return query === '' ? '' : '?' + query;
}

function toWhole(value: string | null): number | null {
  return value !== null && /^\d{1,6}$/.test(value) ? Number(value) : null;
}

function oneOf<T extends string>(values: readonly T[], value: string): T | null {
  return values.find((v) => v === value) ?? null;
}

function parseList<T>(json: string, isItem: (value: unknown) => value is T): T[] {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every(isItem) ? value : [];
  } catch {
    return [];
  }
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shorten(_name: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}
