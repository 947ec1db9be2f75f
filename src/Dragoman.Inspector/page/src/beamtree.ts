import type { Way } from './focus';
import type { TreeNode } from './trace';

/** A node of the search with its place: a column for each word, and in it the best at the top. */
export interface PlacedNode extends TreeNode {
  column: number;
  row: number;
  /** On the way to the hypothesis shown. */
  chosen: boolean;
}

export interface PlacedTree {
  nodes: PlacedNode[];
  columns: number;
  rows: number;
}

/** Lays a search out from left to right: in each column first the way to the hypothesis shown, then what was kept, then what was dropped. */
export function placeTree(tree: readonly TreeNode[], shownNode: number | undefined, withDropped: boolean): PlacedTree {
  const byId = new Map(tree.map((node) => [node.id, node]));
  const chosen = new Set<number>();
  for (let node = shownNode === undefined ? undefined : byId.get(shownNode); node !== undefined; node = node.parent === null ? undefined : byId.get(node.parent)) {
    chosen.add(node.id);
  }

  const columns: TreeNode[][] = [];
  for (const node of tree) {
    if (withDropped || chosen.has(node.id) || node.outcome === 'kept' || node.outcome === 'finished') {
      (columns[node.step + 1] ??= []).push(node);
    }
  }

  const rank = (node: TreeNode) => chosen.has(node.id) ? 0 : node.outcome === 'finished' ? 1 : node.outcome === 'kept' ? 2 : node.outcome === 'abandoned' ? 3 : 4;
  const nodes = columns.flatMap((column, c) => [...column]
    .sort((a, b) => rank(a) - rank(b) || b.logProbability - a.logProbability)
    .map((node, row) => ({ ...node, column: c, row, chosen: chosen.has(node.id) })));
  return { nodes, columns: columns.length, rows: Math.max(0, ...nodes.map((node) => node.row + 1)) };
}

/** The node that lies some way of another: up and down in its column, back to its parent, onward to the best of its children. */
export function nodeBeside(nodes: readonly PlacedNode[], id: number, way: Way, rightToLeft: boolean): number | null {
  const at = nodes.findIndex((node) => node.id === id);
  const from = nodes[at]!;
  if (way === 'up' || way === 'down') {
    const beside = nodes[way === 'up' ? at - 1 : at + 1];
    return beside?.column === from.column ? beside.id : null;
  }

  return (way === 'right') === rightToLeft ? from.parent : nodes.find((node) => node.parent === id)?.id ?? null;
}

/** The words from the start to a node. */
export function pathTo(tree: readonly TreeNode[], id: number): string[] {
  const byId = new Map(tree.map((node) => [node.id, node]));
  const path: string[] = [];
  for (let node = byId.get(id); node !== undefined && node.parent !== null; node = byId.get(node.parent)) {
    path.unshift(node.token);
  }

  return path;
}

/** Why a node did not go on, in words. */
export function explainOutcome(node: TreeNode): string {
  switch (node.outcome) {
    case 'kept': return 'kept';
    case 'finished': return node.reason === 'lengthLimit' ? 'cut off: as long as allowed' : 'a whole translation';
    case 'abandoned': return node.reason === 'lengthLimit' ? 'given up: too long' : 'given up: better translations were found';
    case 'dropped':
      return node.reason === 'outsideBeam' ? 'dropped: no room in the beam'
        : node.reason === 'endNotAmongBest' ? 'dropped: an end counts only among the best'
        : node.reason === 'lengthLimit' ? 'dropped: too long'
        : 'dropped';
  }
}
