import { useMemo } from 'preact/hooks';
import { ink, widthOf, type Figure, type Mark } from './figure';
import { moveFocus } from './focus';
import { isTree, partBeside, placeParse, readTree, type Fault, type PlacedParse, type PlacedPart } from './parsetree';
import { SaveButtons } from './SaveButtons';
import type { Explanation } from './trace';
import { nameOf, sourceWords } from './words';

interface Props {
  explanation: Explanation;
  /** The token that the tree has grown to; null shows all of it. */
  step: number | null;
  onChoose: (step: number) => void;
}

const rowHeight = 46;
const margin = 16;

/** The tokens of a tree, without the end. */
export function treeTokens(explanation: Explanation): string[] {
  return explanation.steps.map((step) => step.write).filter((token) => token !== '<eos>');
}

/** The translation of a parser: a tree over the words, as far as it is written. */
export function ParseView({ explanation, step, onChoose }: Props) {
  const tokens = useMemo(() => treeTokens(explanation), [explanation]);
  const words = useMemo(() => wordsOf(explanation), [explanation]);
  const tree = useMemo(() => readTree(tokens, words.length), [tokens, words]);
  const placed = useMemo(() => placeParse(tree, words, widthOf), [tree, words]);
  const at = step ?? tokens.length;
  if (!isTree(tokens)) {
    return <p class="hint">This translation is not a tree.</p>;
  }

  const faults = faultsOf(placed, tree.dropped, tokens).filter((fault) => fault.token <= at);
  const left = at >= tokens.length ? tree.left : [];
  const open = placed.parts.filter(({ part }) => isOpen(part, at));
  const first = placed.parts.findIndex(({ part }) => part.opened <= at);
  const y = (row: number) => margin + row * rowHeight;
  const bottom = y(placed.rows);
  return (
    <section class="parse-view" aria-labelledby="parse-title">
      <header class="panel-head">
        <h2 id="parse-title">{at >= tokens.length ? 'The tree' : <>Token {at + 1} of {tokens.length}: <bdi class="says">{nameOf(tokens[at]!)}</bdi></>}</h2>
        <input type="range" min={0} max={explanation.steps.length - 1} value={Math.min(at, explanation.steps.length - 1)} aria-label="Token"
          aria-valuetext={nameOf(explanation.steps[Math.min(at, explanation.steps.length - 1)]!.write)} onInput={(e) => onChoose(Number(e.currentTarget.value))} />
        <SaveButtons name="parse" figure="the parse tree" draw={() => drawParse(placed, words)} />
      </header>
      <div class="tree parse" tabIndex={0} role="region" aria-label="Parse tree" data-own-keys>
        <div class="tree-body" style={{ width: `${placed.width}px`, height: `${bottom + 34}px` }}>
          <svg width={placed.width} height={bottom + 34} aria-hidden="true">
            {placed.parts.map((one, i) => (
              <g key={i} class={stateOf(one, at)}>
                {one.parent !== null && <path class="edge" d={`M${one.parent.x} ${y(one.parent.row) + 24}L${one.x} ${y(one.row)}`} />}
                {one.part.word !== null && <path class="edge word-edge" d={`M${one.x} ${y(one.row) + 24}V${bottom}`} />}
              </g>
            ))}
          </svg>
          <ul onKeyDown={(e) => moveFocus(e, (item, way) => partBeside(placed.parts, item, way, (part) => part.opened <= at))}>
            {placed.parts.map((one, i) => (
              <li key={i} style={{ left: `${one.x}px`, top: `${y(one.row)}px` }}>
                <button type="button" class={`node ${stateOf(one, at)}`} tabIndex={i === first ? 0 : -1} data-item={i} aria-label={describe(one, words, at)} title={faultAt(one, at)?.why}
                  onClick={() => onChoose(one.part.opened)}>{one.part.label}{faultAt(one, at) !== null && ' ✗'}</button>
              </li>
            ))}
          </ul>
          {words.map((word, i) => <bdi key={i} class={left.includes(i) ? 'parse-word left' : 'parse-word'} style={{ left: `${placed.words[i]}px`, top: `${bottom}px` }}>{word}</bdi>)}
        </div>
      </div>
      <p class="legend" role="status">{open.length === 0 ? 'Nothing is open.' : `Open: ${open.map(({ part }) => part.label).join(', ')}`}</p>
      {faults.length + left.length > 0 && (
        <section class="faults" aria-label="Faults">
          <strong>Malformed.</strong>
          <ul>
            {faults.map((fault, i) => <li key={i}><bdi>{fault.name}</bdi>{fault.token < tokens.length ? `, at token ${fault.token + 1}` : ''}: {fault.why}</li>)}
            {left.map((word) => <li key={word}><bdi>{words[word]}</bdi>: no leaf stands for it</li>)}
          </ul>
        </section>
      )}
    </section>
  );
}

/** The words that leaves can stand for, in the order of the sentence, however the model reads them. */
function wordsOf(explanation: Explanation): string[] {
  const shown = sourceWords(explanation.source);
  return explanation.source.tokens
    .map((token, i) => ({ ...token, shown: shown[i]!.text }))
    .filter((token) => token.length > 0)
    .sort((a, b) => a.start - b.start)
    .map((token) => token.shown);
}

function isOpen(part: PlacedPart['part'], at: number): boolean {
  return !part.leaf && part.opened <= at && (part.closed === null || part.closed > at);
}

function faultAt({ part }: PlacedPart, at: number): Fault | null {
  return part.fault !== null && part.fault.token <= at ? part.fault : null;
}

function stateOf(placed: PlacedPart, at: number): string {
  const { part } = placed;
  return [
    part.opened > at ? 'ahead' : isOpen(part, at) ? 'pending' : 'whole',
    (part.opened === at || part.closed === at) && 'current', part.leaf && 'leaf', faultAt(placed, at) !== null && 'faulty',
  ].filter(Boolean).join(' ');
}

function describe(placed: PlacedPart, words: readonly string[], at: number): string {
  const { part } = placed;
  const fault = faultAt(placed, at);
  return part.label + (part.word !== null ? ` of ${words[part.word]}` : '')
    + (part.opened > at ? ', not yet written' : isOpen(part, at) ? ', open' : '') + (fault === null ? '' : `, malformed: ${fault.why}`);
}

function faultsOf(placed: PlacedParse, dropped: readonly Fault[], tokens: readonly string[]): (Fault & { name: string })[] {
  return [
    ...placed.parts.flatMap(({ part }) => part.fault === null ? [] : [{ ...part.fault, name: part.label }]),
    ...dropped.map((fault) => ({ ...fault, name: nameOf(tokens[fault.token]!) })),
  ].sort((a, b) => a.token - b.token);
}

function drawParse(placed: PlacedParse, words: readonly string[]): Figure {
  const y = (row: number) => margin + 14 + row * rowHeight;
  const bottom = y(placed.rows);
  const marks = placed.parts.flatMap(({ part, parent, x, row }): Mark[] => [
    ...(parent === null ? [] : [line({ x: parent.x, y: y(parent.row) + 6 }, { x, y: y(row) - 15 })]),
    ...(part.word === null ? [] : [{ ...line({ x, y: y(row) + 6 }, { x, y: bottom - 15 }), dashed: true }]),
    { kind: 'text', x, y: y(row), text: part.fault === null ? part.label : `${part.label} ✗`, anchor: 'middle', fill: part.leaf ? ink.faint : ink.says, bold: !part.leaf },
  ]);
  words.forEach((text, i) => marks.push({ kind: 'text', x: placed.words[i]!, y: bottom, text, anchor: 'middle', fill: ink.text }));
  return { width: placed.width, height: bottom + margin, marks };
}

function line(from: { x: number; y: number }, to: { x: number; y: number }): Extract<Mark, { kind: 'line' | 'curve' }> {
  return { kind: 'line', from, to, stroke: ink.faint, width: 1.2, opacity: 0.8 };
}
