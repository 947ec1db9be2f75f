import { expect, test } from 'vitest';
import { nodeBeside, pathTo, placeTree } from '../src/beamtree';
import type { TreeNode } from '../src/trace';

const node = (id: number, parent: number | null, token: string, outcome: TreeNode['outcome'] = 'kept', step = 0): TreeNode =>
  ({ id, parent, step, token, logProbability: -id, score: null, outcome, reason: null });
const tree = [node(0, null, '<bos>', 'kept', -1), node(1, 0, 'a'), node(2, 0, 'b'), node(3, 1, 'c', 'dropped', 1), node(4, 2, '<eos>', 'finished', 1)];

test('the hypothesis shown goes along the top, what was dropped is below', () => {
  const { nodes, columns, rows } = placeTree(tree, 4, true);
  const at = new Map(nodes.map((n) => [n.id, n]));
  expect([columns, rows]).toEqual([3, 2]);
  expect([0, 2, 4].map((id) => at.get(id)!.row)).toEqual([0, 0, 0]);
  expect([1, 3].map((id) => at.get(id)!.row)).toEqual([1, 1]);
  expect(nodes.filter((n) => n.chosen).map((n) => n.id).sort()).toEqual([0, 2, 4]);
});

test('no two nodes have one place', () => {
  const wide = [node(0, null, 's', 'kept', -1), ...[1, 2, 3].map((id) => node(id, 0, 'x')), ...[4, 5, 6].map((id) => node(id, 2, 'y', 'dropped', 1))];
  const { nodes } = placeTree(wide, undefined, true);
  expect(new Set(nodes.map((n) => `${n.column} ${n.row}`)).size).toBe(wide.length);
});

test('what was dropped can be left out', () => expect(placeTree(tree, 4, false).nodes.map((n) => n.id).sort()).toEqual([0, 1, 2, 4]));

test('arrow keys lead to the parent, to the best child, and along a column', () => {
  const { nodes } = placeTree(tree, 4, true);
  expect((['right', 'down', 'up', 'left'] as const).map((way) => nodeBeside(nodes, 2, way, false))).toEqual([4, 1, null, 0]);
  expect(nodeBeside(nodes, 2, 'right', true)).toBe(0);
  expect(nodeBeside(nodes, 3, 'right', false)).toBeNull();
});

test('the path to a node are the words after the start', () => expect(pathTo(tree, 3)).toEqual(['a', 'c']));
