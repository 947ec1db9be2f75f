import type { TreeNode } from './trace';

/** A node of the search with its place: column = how many words, row = a line of its own for each end. */
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

/** Lays a search out from left to right: the best child goes on in the row of its parent, the others below. */
export function placeTree(tree: readonly TreeNode[], shownNode: number | undefined, withDropped: boolean): PlacedTree {
  const shown = withDropped ? tree : tree.filter((node) => node.outcome === 'kept' || node.outcome === 'finished' || node.id === shownNode);
  const byId = new Map(shown.map((node) => [node.id, node]));
  const children = new Map<number | null, TreeNode[]>();
  for (const node of shown) {
    const parent = node.parent !== null && byId.has(node.parent) ? node.parent : null;
    children.set(parent, [...children.get(parent) ?? [], node]);
  }

  const chosen = new Set<number>();
  for (let id = shownNode ?? null; id !== null; id = byId.get(id)?.parent ?? null) {
    chosen.add(id);
  }

  const depths = new Map<number, number>();
  const depthOf = (node: TreeNode): number => {
    const known = depths.get(node.id);
    if (known !== undefined) {
      return known;
    }

    const deepest = Math.max(0, ...(children.get(node.id) ?? []).map((child) => 1 + depthOf(child)));
    depths.set(node.id, deepest);
    return deepest;
  };

  const nodes: PlacedNode[] = [];
  let rows = 0;
  let columns = 0;
  const place = (node: TreeNode, column: number, row: number): void => {
    nodes.push({ ...node, column, row, chosen: chosen.has(node.id) });
    columns = Math.max(columns, column + 1);
    rows = Math.max(rows, row + 1);
    const ordered = [...children.get(node.id) ?? []].sort((a, b) =>
      Number(chosen.has(b.id)) - Number(chosen.has(a.id)) || depthOf(b) - depthOf(a) || b.logProbability - a.logProbability);
    ordered.forEach((child, i) => place(child, column + 1, i === 0 ? row : rows));
  };

  for (const root of children.get(null) ?? []) {
    place(root, 0, rows);
  }

  return { nodes, columns, rows };
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
