import type { Way } from './focus';

/** A part of a tree that a model writes as tokens: `(NP` opens it, `)NP` closes it, and any other token is a leaf, which stands for the next word. */
export interface Part {
  label: string;
  /** The token that opens it. */
  opened: number;
  /** The token after which it is whole; null if it never is. */
  closed: number | null;
  parts: Part[];
  /** The word that a leaf stands for; null of a constituent, and of a leaf beyond the last word. */
  word: number | null;
  leaf: boolean;
  fault: Fault | null;
}

/** What is wrong, and from which token on that can be known. */
export interface Fault {
  token: number;
  why: string;
}

export interface ParseTree {
  parts: Part[];
  /** Tokens that had to be left out. */
  dropped: Fault[];
  /** Words that no leaf stands for. */
  left: number[];
}

type Token = { kind: 'open' | 'close' | 'leaf' | 'unreadable'; label: string };

/** Whether tokens are a tree: a bracket with a label is opened and, somewhere, closed. */
export function isTree(tokens: readonly string[]): boolean {
  const read = tokens.map(readToken);
  return read.some(({ kind, label }) => kind === 'open' && read.some((other) => other.kind === 'close' && other.label === label));
}

/** Reads a tree, whatever it is, by the rules that a parser's output is mended by, and notes where they were needed. */
export function readTree(tokens: readonly string[], words: number): ParseTree {
  const read = tokens.map(readToken);
  const top: Part[] = [];
  const open: Part[] = [];
  const dropped: Fault[] = [];
  let leaves = 0;
  const inside = () => open.at(-1)?.parts ?? top;
  read.forEach(({ kind, label }, token) => {
    switch (kind) {
      case 'open': {
        const part: Part = { label, opened: token, closed: null, parts: [], word: null, leaf: false, fault: null };
        inside().push(part);
        open.push(part);
        break;
      }
      case 'leaf': {
        const word = leaves++;
        inside().push({
          label, opened: token, closed: token, parts: [], word: word < words ? word : null, leaf: true,
          fault: word < words ? null : { token, why: 'there is no word for it' },
        });
        break;
      }
      case 'close':
        close(label, token);
        break;
      case 'unreadable':
        dropped.push({ token, why: 'neither a bracket with a label nor a leaf' });
        break;
    }
  });
  for (const part of open) {
    part.fault ??= { token: tokens.length, why: 'never closed' };
  }

  return { parts: top, dropped, left: Array.from({ length: Math.max(0, words - leaves) }, (_, i) => leaves + i) };

  function close(label: string, token: number): void {
    const at = open.findLastIndex((part) => part.label === label);
    if (open.length === 0) {
      if (top.length === 0) {
        dropped.push({ token, why: 'closes nothing' });
      } else {
        top.push({ label, opened: token, closed: token, parts: top.splice(0), word: null, leaf: false, fault: { token, why: 'never opened' } });
      }
    } else if (at < open.length - 1 && nextClosed(read, token) === open.at(-1)!.label) {
      dropped.push({ token, why: `closes nothing: ${open.at(-1)!.label} is open` });
    } else {
      // An outer one closes all inside it; a label that is open nowhere is taken for that of the innermost.
      for (const part of open.splice(at < 0 ? -1 : at)) {
        part.closed = token;
        part.fault = part.label === label ? null : { token, why: at < 0 ? `closed as ${label}` : `not closed before ${label}` };
        if (part.parts.length === 0) {
          part.fault ??= { token, why: 'without a word' };
        }
      }
    }
  }
}

/** The label of the first bracket after a token that closes something from before it. */
function nextClosed(tokens: readonly Token[], after: number): string | null {
  let depth = 0;
  for (const { kind, label } of tokens.slice(after + 1)) {
    if (kind === 'close' && depth-- === 0) {
      return label;
    }

    depth += kind === 'open' ? 1 : 0;
  }

  return null;
}

function readToken(token: string): Token {
  const [, bracket, label] = /^([()]?)(.*)$/s.exec(token)!;
  return /^[^()\s]+$/.test(label!) && token !== '<unk>'
    ? { kind: bracket === '(' ? 'open' : bracket === ')' ? 'close' : 'leaf', label: label! }
    : { kind: 'unreadable', label: token };
}

/** A part with its place: rows from the top, and pixels from the left. */
export interface PlacedPart {
  part: Part;
  parent: PlacedPart | null;
  x: number;
  row: number;
}

export interface PlacedParse {
  parts: PlacedPart[];
  /** The middle of each word, all in one row under the tree. */
  words: number[];
  rows: number;
  width: number;
}

/** The part that lies some way of another, of those that may be gone to: its parent, its first part, or the next in its row. */
export function partBeside(parts: readonly PlacedPart[], index: number, way: Way, may: (part: Part) => boolean): number | null {
  const from = parts[index]!;
  const reachable = parts.filter(({ part }) => may(part));
  const row = reachable.filter(({ row }) => row === from.row).sort((a, b) => a.x - b.x);
  const to = {
    up: reachable.find((part) => part === from.parent),
    down: reachable.find(({ parent }) => parent === from),
    left: row[row.indexOf(from) - 1],
    right: row[row.indexOf(from) + 1],
  }[way];
  return to === undefined ? null : parts.indexOf(to);
}

/** Places each leaf over its word, and each constituent over the middle of its parts. */
export function placeParse(tree: ParseTree, words: readonly string[], widthOf: (text: string) => number): PlacedParse {
  const gap = 18;
  const parts: PlacedPart[] = [];
  const middles: number[] = [];
  let x = gap / 2;
  let rows = 0;
  const column = (text: string, word: number | null): number => {
    const width = Math.max(widthOf(text), word === null ? 0 : widthOf(words[word]!)) + gap;
    const middle = x + width / 2;
    x += width;
    if (word !== null) {
      middles[word] = middle;
    }

    return middle;
  };
  const place = (part: Part, parent: PlacedPart | null, row: number): PlacedPart => {
    rows = Math.max(rows, row + 1);
    const placed: PlacedPart = { part, parent, row, x: 0 };
    parts.push(placed);
    const from = x;
    const inside = part.parts.map((inner) => place(inner, placed, row + 1));
    placed.x = inside.length === 0 ? column(part.label, part.word) : (inside[0]!.x + inside.at(-1)!.x) / 2;
    // A label wider than all under it.
    x = Math.max(x, from + widthOf(part.label) + gap);
    return placed;
  };
  tree.parts.forEach((part) => place(part, null, 0));
  tree.left.forEach((word) => column('', word));
  return { parts, words: middles, rows, width: x + gap / 2 };
}
