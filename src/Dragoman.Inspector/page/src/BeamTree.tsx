import { useMemo, useState } from 'preact/hooks';
import { explainOutcome, nodeBeside, pathTo, placeTree, type PlacedNode } from './beamtree';
import type { Figure, Mark } from './figure';
import { ink, widthOf } from './figure';
import { moveFocus } from './focus';
import { SaveButtons } from './SaveButtons';
import type { Explanation, TreeNode } from './trace';
import { directionOf, nameOf } from './words';

interface Props {
  explanation: Explanation;
  onForcePath?: ((tokens: string[]) => void) | undefined;
  onHypothesis?: ((index: number) => void) | undefined;
}

const rowHeight = 26;
const margin = 10;

/** The search as a tree: what was kept, what was dropped and why, what was finished. */
export function BeamTree({ explanation, onForcePath, onHypothesis }: Props) {
  const [withDropped, setWithDropped] = useState(explanation.tree.length < 1000);
  const shownNode = explanation.hypotheses[explanation.shown]?.node;
  const placed = useMemo(() => placeTree(explanation.tree, shownNode, withDropped), [explanation, withDropped]);
  const columns = useMemo(() => placeColumns(placed.nodes, placed.columns), [placed]);
  const byId = useMemo(() => new Map(placed.nodes.map((node) => [node.id, node])), [placed]);
  const rightToLeft = directionOf(explanation.hypotheses[explanation.shown]?.text ?? '') === 'rtl';
  const width = columns.at(-1)! + margin;
  const height = placed.rows * rowHeight + margin;
  const x = (column: number) => rightToLeft ? width - columns[column]! : columns[column]!;
  const y = (row: number) => margin + row * rowHeight + rowHeight / 2 - 4;
  // A curve from the end of the parent's word; where it begins under the word, the word covers it.
  const edge = (node: PlacedNode, parent: PlacedNode) => {
    const from = { x: x(parent.column) + (rightToLeft ? -1 : 1) * widthOf(nameOf(parent.token)), y: y(parent.row) };
    const to = { x: x(node.column) + (rightToLeft ? 4 : -4), y: y(node.row) };
    const middle = (from.x + to.x) / 2;
    return `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
  };

  return (
    <section class="tree-view" aria-labelledby="tree-title">
      <header class="panel-head">
        <h2 id="tree-title">{explanation.search.kind === 'beam' ? `Beam search, ${explanation.search.beam ?? ''} at a time` : 'Search'}</h2>
        <label class="check"><input type="checkbox" checked={withDropped} onChange={(e) => setWithDropped(e.currentTarget.checked)} /> show what was dropped</label>
        <SaveButtons name="search" figure="the tree" draw={() => drawTree(placed.nodes, columns, placed.rows, rightToLeft)} />
      </header>
      {explanation.hypotheses.length > 1 && (
        <ol class="hypotheses" aria-label="Translations found, best first">
          {explanation.hypotheses.map((hypothesis, i) => (
            <li key={i}>
              <button type="button" class="hypothesis" aria-pressed={i === explanation.shown} disabled={onHypothesis === undefined} onClick={() => onHypothesis?.(i)}>
                <span class="score">{hypothesis.score.toFixed(2).replace('-', '−')}</span> <bdi>{hypothesis.text}</bdi>
              </button>
            </li>
          ))}
        </ol>
      )}
      <div class="tree" tabIndex={0} role="region" aria-label="Tree of the search" data-own-keys>
        <div class="tree-body" style={{ width: `${width + 60}px`, height: `${height}px` }}>
          <svg width={width} height={height} aria-hidden="true" style={rightToLeft ? { left: 'auto', right: 0 } : undefined}>
            {placed.nodes.map((node) => {
              const parent = node.parent === null ? undefined : byId.get(node.parent);
              return parent === undefined ? null : <path key={node.id} d={edge(node, parent)} class={`edge ${node.outcome}${node.chosen ? ' chosen' : ''}`} />;
            })}
          </svg>
          <ul onKeyDown={(e) => moveFocus(e, (id, way) => nodeBeside(placed.nodes, id, way, rightToLeft))}>
            {placed.nodes.map((node) => (
              <li key={node.id} style={{ [rightToLeft ? 'right' : 'left']: `${rightToLeft ? width - x(node.column) : x(node.column)}px`, top: `${y(node.row) - 12}px` }}>
                <button type="button" class={`node ${node.outcome}${node.chosen ? ' chosen' : ''}`} tabIndex={node.parent === null ? 0 : -1} data-item={node.id}
                  aria-disabled={onForcePath === undefined || node.parent === null}
                  title={`${explainOutcome(node)} · log p ${node.logProbability.toFixed(2).replace('-', '−')}${node.score === null ? '' : ` · score ${node.score.toFixed(2).replace('-', '−')}`}`}
                  aria-label={`${nameOf(node.token)}, ${explainOutcome(node)}, log probability ${node.logProbability.toFixed(2)}`}
                  onClick={() => { if (node.parent !== null) onForcePath?.(pathTo(explanation.tree, node.id)); }}>
                  <bdi>{nameOf(node.token)}</bdi>{markOf(node)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <p class="legend"><span class="node chosen">word</span> the translation shown · <span class="node kept">word</span> kept for a while · <span class="node dropped">word</span> × dropped · ■ a whole translation</p>
    </section>
  );
}

function markOf(node: TreeNode): string {
  switch (node.outcome) {
    case 'finished': return node.reason === 'lengthLimit' ? ' ▭' : ' ■';
    case 'dropped': return ' ×';
    case 'abandoned': return ' ⊘';
    case 'kept': return '';
  }
}

/** Where each column begins: as wide as its widest word needs. */
function placeColumns(nodes: readonly PlacedNode[], count: number): number[] {
  const widths = new Array<number>(count).fill(0);
  for (const node of nodes) {
    widths[node.column] = Math.max(widths[node.column]!, widthOf(nameOf(node.token)) + 52);
  }

  const starts = [margin];
  for (const width of widths) {
    starts.push(starts.at(-1)! + width);
  }

  return starts;
}

function drawTree(nodes: readonly PlacedNode[], columns: readonly number[], rows: number, rightToLeft: boolean): Figure {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const width = columns.at(-1)! + margin;
  const onward = rightToLeft ? -1 : 1;
  const x = (column: number) => rightToLeft ? width - columns[column]! : columns[column]!;
  const y = (row: number) => margin + row * rowHeight + rowHeight / 2;
  const anchor = rightToLeft ? 'end' : 'start';
  const marks: Mark[] = nodes.flatMap((node): Mark[] => {
    const fill = node.chosen ? ink.says : node.outcome === 'dropped' ? ink.faint : ink.text;
    const text: Mark = { kind: 'text', x: x(node.column), y: y(node.row) + 5, text: nameOf(node.token) + markOf(node), anchor, fill, bold: node.chosen };
    const parent = node.parent === null ? undefined : byId.get(node.parent);
    if (parent === undefined) {
      return [text];
    }

    const from = { x: x(parent.column) + onward * widthOf(nameOf(parent.token)), y: y(parent.row) };
    return [text, {
      kind: 'line', from, to: { x: x(node.column) - onward * 4, y: y(node.row) },
      stroke: fill, width: node.chosen ? 2 : 1, opacity: 0.8, dashed: node.outcome === 'dropped',
    }];
  });
  return { width, height: rows * rowHeight + 2 * margin, marks };
}
