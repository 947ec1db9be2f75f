import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { unchanged, views, type Address, type View } from './address';
import { toQuestion, useExplanation } from './asking';
import { BeamTree } from './BeamTree';
import { Before } from './Before';
import { Candidates } from './Candidates';
import { Compare } from './Compare';
import { findDifferences } from './differences';
import { originalPositions } from './edits';
import { Failure } from './Failure';
import { drawHeatmap, drawLines } from './figure';
import { Heatmap } from './Heatmap';
import { useAddress, useAnswer, useLatest, type Go } from './hooks';
import { ForgetKey } from './KeyGate';
import type { ListedModel, Models, Question } from './models';
import { NeighboursView } from './NeighboursView';
import { isTree } from './parsetree';
import { ParseView, treeTokens } from './ParseView';
import type { Moment } from './phases';
import type { RecordedTrace } from './recorded';
import { saveFile } from './save';
import { SaveButtons } from './SaveButtons';
import { SearchBar } from './SearchBar';
import { Sentences, type Hover } from './Sentences';
import { Stepper } from './Stepper';
import type { EditWeights } from './TokenBars';
import type { Explanation } from './trace';
import { TrajectoriesView } from './TrajectoriesView';
import { matrixOf } from './weights';
import { WhatIf } from './WhatIf';
import { directionOf, sourceWords, targetWords } from './words';

const titles: Record<View, string> = {
  steps: 'Step by step', parse: 'Parse tree', tree: 'Beam tree', neighbours: 'Where did it learn that', 'what-if': 'What if', compare: 'Compare', trajectories: 'Trajectories',
};

/** The page where people see a model think. */
export function Inspector({ models, traces }: { models: Models; traces: readonly RecordedTrace[] | null }) {
  const [address, go] = useAddress();
  const list = useAnswer('models', () => models.list());
  const question = toQuestion(address);
  const asks = traces !== null || address.text !== '';
  const { explanation, before, loading, refusal, retry } = useExplanation(models, question, asks);
  const translate = (text: string) => go({ text, step: null, phase: null, selected: [], changes: unchanged, target: '', hypothesis: 0 });
  useEffect(() => { document.title = address.text === '' ? 'Dragoman' : `${address.text} · Dragoman`; }, [address.text]);

  return (
    <>
      <header class="top">
        <h1><a href={models.live ? './' : undefined}>Dragoman</a></h1>
        {traces === null
          ? <SearchBar text={address.text} model={address.model} search={address.search} list={list.value?.models ?? []} defaultModel={list.value?.default ?? ''}
              onModel={(model) => go({ model, changes: unchanged, target: '', step: null, phase: null, selected: [], hypothesis: 0 })}
              onSearch={(search) => go({ search, hypothesis: 0, step: null, phase: null, selected: [] })} onTranslate={translate} />
          : <TracePicker traces={traces} address={address} go={go} />}
        {models.live && <nav aria-label="Pages"><a href="training">Training</a> <ForgetKey /></nav>}
      </header>
      <main aria-busy={loading}>
        <p class={loading ? 'progress' : 'progress done'} role="status">{loading ? 'Translating …' : ''}</p>
        {list.refusal !== null && <Failure refusal={list.refusal} onRetry={list.retry} />}
        {refusal !== null && <Failure refusal={refusal} onRetry={retry} />}
        {refusal !== null && explanation !== null && <p class="hint">Below is a translation without what was refused.</p>}
        {!asks && list.value !== null && <Welcome models={list.value.models} onChoose={(text, model) => go({ text, model })} />}
        {explanation !== null && explanation.steps.length > 0 && (
          <Explained key={explanation.model.name ?? ''} models={models} traces={traces} list={list.value?.models ?? []} question={question} explanation={explanation}
            before={before} address={address} go={go} translate={translate} />
        )}
      </main>
    </>
  );
}

interface ExplainedProps {
  models: Models;
  traces: readonly RecordedTrace[] | null;
  list: readonly ListedModel[];
  question: Question;
  explanation: Explanation;
  before: Explanation | null;
  address: Address;
  go: Go;
  translate: (text: string) => void;
}

function Explained({ models, traces, list, question, explanation, before, address, go, translate }: ExplainedProps) {
  const [hover, setHover] = useState<Hover>(null);
  const [adding, setAdding] = useState(false);
  const { changes } = address;
  const lastStep = explanation.steps.length - 1;
  const moment: Moment = {
    step: Math.min(address.step ?? 0, lastStep),
    phase: address.phase !== null && explanation.order.includes(address.phase) ? address.phase : explanation.order.at(-1)!,
  };
  const rows = useMemo(
    () => address.step === null ? address.selected : [moment.step, ...address.selected.filter((row) => row !== moment.step && row <= lastStep)],
    [address.step === null, moment.step, address.selected, lastStep]);
  const step = explanation.steps[moment.step]!;
  const parses = useMemo(() => isTree(treeTokens(explanation)), [explanation]);
  const written = address.step === null || address.phase === null ? explanation.steps.length : moment.step + (moment.phase === 'predict' ? 1 : 0);

  const choose = useLatest((row: number, beside: boolean) => {
    if ((beside || adding) && address.step !== null) {
      const selected = address.selected.includes(row) ? address.selected.filter((r) => r !== row) : [...address.selected, row];
      go({ selected }, 'replace');
    } else {
      go({ step: row, selected: [] }, 'replace');
    }
  });
  // Of what is shown: the address may ask for more, which is awaited or was refused.
  const { replaced } = explanation.changes;
  const positions = useMemo(
    () => replaced.length === 0 ? null : before === null ? [] : originalPositions(before.source, replaced, explanation.source),
    [replaced, before, explanation]);
  const replace = useLatest((shown: number, text: string) => {
    const position = positions === null ? shown : positions[shown];
    if (position !== undefined) {
      go({ changes: { prefix: [], weights: [], replaced: [...changes.replaced.filter((r) => r.position !== position), { position, text }] }, hypothesis: 0, selected: [], step: null, phase: null });
    }
  });
  const move = useCallback((next: Moment) => go({ step: next.step, phase: next.phase, selected: [] }, 'replace'), [go]);
  const force = (token: string) =>
    go({ changes: { ...changes, prefix: [...explanation.steps.slice(0, moment.step).map((s) => s.write), token] }, hypothesis: 0, target: '', step: moment.step, phase: null });
  const wished = changes.weights.find((w) => w.step === moment.step)?.weights;
  const weights = wished !== undefined && wished.length === step.weights?.length ? wished : step.weights;
  const setWeights: EditWeights = (next, again) => go(
    { changes: { ...changes, weights: [...changes.weights.filter((w) => w.step !== moment.step), { step: moment.step, weights: next }] }, hypothesis: 0, step: moment.step },
    again && wished !== undefined ? 'replace' : 'push');
  const live = models.live;
  useEffect(() => {
    const escape = (e: KeyboardEvent) => {
      if (e.key === 'Escape' && !(e.target as HTMLElement).matches('input')) {
        go({ step: null, phase: null, selected: [] }, 'replace');
      }
    };
    addEventListener('keydown', escape);
    return () => removeEventListener('keydown', escape);
  }, [go]);

  const differs = useMemo(
    () => before === null ? undefined : findDifferences(targetWords(before).map((w) => w.text), targetWords(explanation).map((w) => w.text)).right,
    [before, explanation]);

  return (
    <>
      <section class="overview" aria-label="Translation">
        <Sentences explanation={explanation} moment={address.step === null ? null : moment} written={written} rows={rows} hover={hover} onHover={setHover}
          onChoose={choose} onReplace={live ? replace : undefined} targetDiffers={differs} />
        {before !== null && (
          <Before changes={changes} target={address.target} now={explanation} before={before}
            onChange={(next) => go({ changes: next })} onUndoAll={() => go({ changes: unchanged, target: '', selected: [] })} />
        )}
        <footer class="overview-foot">
          <p class="legend">{explanation.model.attention !== null && <span class="key looks">where it looks</span>} <span class="key says">what it says</span>
            {explanation.source.tokens.some((token) => !token.known) && <span class="key unknown">not in the vocabulary</span>}
            {explanation.source.cut && <strong>The sentence was too long and was cut.</strong>}</p>
          {explanation.model.attention !== null && address.step !== null && (
            <button type="button" class="toggle" aria-pressed={adding} onClick={() => setAdding(!adding)} title="or hold shift while you click">add up several words</button>
          )}
          {address.step !== null && <button type="button" class="quiet" onClick={() => go({ step: null, phase: null, selected: [] }, 'replace')}>show all words</button>}
          {explanation.model.attention !== null && <SaveButtons name="attention-lines" figure="the lines" draw={() => linesFigure(explanation)} />}
          <button type="button" class="quiet" aria-label="Save everything as JSON"
            onClick={() => saveFile('explanation.json', JSON.stringify(explanation, null, 1), 'application/json')}>JSON</button>
        </footer>
      </section>
      <Tabs view={address.view} shown={views.filter((view) => view !== 'parse' || view === address.view || parses)} onChoose={(view) => go({ view })}>
        {address.view === 'steps' && (
          <div class="columns">
            <Stepper explanation={explanation} moment={moment} onMove={move} weights={weights} onWeights={live ? setWeights : undefined} />
            {explanation.model.attention !== null && (
              <section class="heat" aria-labelledby="heat-title">
                <header class="panel-head"><h2 id="heat-title">Attention</h2><SaveButtons name="attention" figure="the heat map" draw={() => heatmapFigure(explanation)} /></header>
                <Heatmap explanation={explanation} rows={rows} hover={hover} onHover={setHover} onChoose={choose} />
              </section>
            )}
            <section class="next" aria-labelledby="next-title">
              <header class="panel-head"><h2 id="next-title">Candidates</h2></header>
              <Candidates step={step} onForce={live ? force : undefined} />
              {live && <p class="hint">Choose one: the translation goes on with it.</p>}
            </section>
          </div>
        )}
        {address.view === 'parse' && <ParseView explanation={explanation} step={address.step === null ? null : moment.step} onChoose={(step) => go({ step }, 'replace')} />}
        {address.view === 'tree' && (
          <BeamTree explanation={explanation} onForcePath={live ? (prefix) => go({ changes: { ...changes, prefix }, hypothesis: 0, target: '' }) : undefined}
            onHypothesis={live ? (hypothesis) => go({ hypothesis, step: null, phase: null, selected: [] }) : undefined} />
        )}
        {address.view === 'neighbours' && (
          <NeighboursView models={models} question={question} explanation={explanation} step={moment.step} of={address.of} position={address.position}
            onAsk={(of, position) => go({ of, position }, 'replace')} onTranslate={translate} />
        )}
        {address.view === 'what-if' && (live
          ? <WhatIf explanation={explanation} step={moment.step} target={address.target} onReplace={replace} onForce={force} weights={weights} onWeights={setWeights}
              onTarget={(target) => go({ target, changes: unchanged, hypothesis: 0, step: null, phase: null, selected: [] })} />
          : <p class="hint">This needs the model: open the page that <code>dragoman serve</code> gives.</p>)}
        {address.view === 'compare' && <Compare models={models} list={list} traces={traces} question={question} explanation={explanation} address={address} go={go} />}
        {address.view === 'trajectories' && <TrajectoriesView models={models} question={question} step={moment.step} onChoose={(row) => choose(row, false)} />}
      </Tabs>
      <ModelLine explanation={explanation} />
    </>
  );
}

function Tabs({ view, shown, onChoose, children }: { view: View; shown: readonly View[]; onChoose: (view: View) => void; children: ComponentChildren }) {
  const press = (e: KeyboardEvent) => {
    const by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
    if (by !== 0) {
      const next = shown[(shown.indexOf(view) + by + shown.length) % shown.length]!;
      onChoose(next);
      document.getElementById(`tab-${next}`)?.focus();
      e.preventDefault();
    }
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label="Views" onKeyDown={press}>
        {shown.map((name) => (
          <button key={name} type="button" role="tab" id={`tab-${name}`} aria-selected={name === view} aria-controls="view" tabIndex={name === view ? 0 : -1}
            onClick={() => onChoose(name)}>{titles[name]}</button>
        ))}
      </div>
      <div class="view" role="tabpanel" id="view" aria-labelledby={`tab-${view}`}>{children}</div>
    </>
  );
}

function Welcome({ models, onChoose }: { models: readonly ListedModel[]; onChoose: (text: string, model: string) => void }) {
  const suggested = models.filter((model) => (model.suggestions?.length ?? 0) > 0);
  return (
    <section class="welcome">
      <h2>See where it looks.</h2>
      <p>Type a sentence, and watch the model translate it: word by word, in seven steps each.</p>
      {suggested.map((model) => (
        <div key={model.name}>
          {models.length > 1 && <h3>{model.name}{model.attention === null ? ', without attention' : ''}</h3>}
          <ul>
            {model.suggestions!.map((text) => (
              <li key={text}><button type="button" dir="auto" onClick={() => onChoose(text, models.length > 1 ? model.name : '')}>{text}</button></li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function TracePicker({ traces, address, go }: { traces: readonly RecordedTrace[]; address: Address; go: Go }) {
  return (
    <label class="field trace-picker">trace <select value={address.trace} onChange={(e) => go({ trace: Number(e.currentTarget.value), step: null, phase: null, selected: [] })}>
      {traces.map((trace, i) => <option key={i} value={i}>{trace.title}</option>)}
    </select></label>
  );
}

function ModelLine({ explanation: { model, search } }: { explanation: Explanation }) {
  const cell = model.cell.startsWith('lstm') ? 'LSTM' : 'GRU';
  return (
    <footer class="model-line">
      {model.name !== null && <><bdi>{model.name}</bdi>: </>}{model.bidirectional ? 'bidirectional ' : ''}{cell}, {model.attention === null ? 'no attention' : `${model.attention.score} attention`},
      {' '}{model.parameters.toLocaleString('en')} parameters; {search.kind === 'beam' ? `beam ${search.beam ?? ''}` : search.kind}
    </footer>
  );
}

function heatmapFigure(explanation: Explanation) {
  return drawHeatmap(
    matrixOf(explanation.steps) ?? [], sourceWords(explanation.source).map((w) => w.text), targetWords(explanation).map((w) => w.text),
    directionOf(explanation.source.text) === 'rtl');
}

function linesFigure(explanation: Explanation) {
  return drawLines(
    matrixOf(explanation.steps) ?? [], sourceWords(explanation.source).map((w) => w.text), targetWords(explanation).map((w) => w.text),
    directionOf(explanation.source.text) === 'rtl', directionOf(explanation.hypotheses[explanation.shown]?.text ?? '') === 'rtl');
}
