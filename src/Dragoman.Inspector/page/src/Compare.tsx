import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Address } from './address';
import { findDifferences } from './differences';
import { Failure } from './Failure';
import { Heatmap } from './Heatmap';
import { useAnswer, type Go } from './hooks';
import type { ListedModel, Models, Question } from './models';
import type { RecordedTrace } from './recorded';
import { Sentences, type Hover } from './Sentences';
import { unchanged } from './address';
import type { Explanation } from './trace';
import { sourceWords, targetWords } from './words';

interface Props {
  models: Models;
  list: readonly ListedModel[];
  traces: readonly RecordedTrace[] | null;
  question: Question;
  explanation: Explanation;
  address: Address;
  go: Go;
}

/** Two sentences, or one sentence and two models, side by side; what differs is marked. */
export function Compare({ models, list, traces, question, explanation, address, go }: Props) {
  const other: Question = traces === null
    ? { ...question, text: address.compare === '' ? address.text : address.compare, model: address.compareModel === '' ? question.model : address.compareModel, target: '', hypothesis: 0, changes: unchanged }
    : { ...question, trace: address.compareTrace };
  const asked = traces !== null ? address.compareTrace < traces.length : address.compare !== '' || address.compareModel !== '';
  const answer = useAnswer(asked ? JSON.stringify(other) : null, (signal) => models.explain(other, signal));
  return (
    <section class="compare" aria-label="Compare">
      {traces === null
        ? <Chooser list={list} address={address} go={go} />
        : <label class="field">with <select value={address.compareTrace} onChange={(e) => go({ compareTrace: Number(e.currentTarget.value) })}>
            {traces.map((trace, i) => <option key={i} value={i}>{trace.title}</option>)}
          </select></label>}
      {answer.loading && <p role="status" class="hint">Translating …</p>}
      {answer.refusal !== null && <Failure refusal={answer.refusal} onRetry={answer.retry} />}
      {answer.value !== null && <SideBySide left={explanation} right={answer.value} />}
      {!asked && <p class="hint">Choose another model, or type another sentence.</p>}
    </section>
  );
}

function Chooser({ list, address, go }: { list: readonly ListedModel[]; address: Address; go: Go }) {
  const [text, setText] = useState(address.compare);
  useLayoutEffect(() => setText(address.compare), [address.compare]); // At once, or it would take back what is typed meanwhile.
  return (
    <form class="compare-form" onSubmit={(e) => { e.preventDefault(); go({ compare: text.trim() }); }}>
      <label class="field">model <select value={address.compareModel} onChange={(e) => go({ compareModel: e.currentTarget.value, compare: text.trim() })}>
        <option value="">the same</option>
        {list.map((model) => <option key={model.name} value={model.name}>{model.name}</option>)}
      </select></label>
      <input value={text} placeholder="another sentence; empty is the same" aria-label="Other sentence" dir="auto" onInput={(e) => setText(e.currentTarget.value)} />
      <button type="submit">Compare</button>
    </form>
  );
}

function SideBySide({ left, right }: { left: Explanation; right: Explanation }) {
  const sources = useMemo(() => findDifferences(texts(sourceWords(left.source)), texts(sourceWords(right.source))), [left, right]);
  const targets = useMemo(() => findDifferences(texts(targetWords(left)), texts(targetWords(right))), [left, right]);
  return (
    <div class="side-by-side">
      <Side explanation={left} source={sources.left} target={targets.left} />
      <Side explanation={right} source={sources.right} target={targets.right} />
    </div>
  );
}

const none: readonly number[] = [];

function Side({ explanation, source, target }: { explanation: Explanation; source: readonly boolean[]; target: readonly boolean[] }) {
  const [hover, setHover] = useState<Hover>(null);
  const hypothesis = explanation.hypotheses[explanation.shown];
  return (
    <div class="side">
      <h2>{explanation.model.name ?? 'model'} <span class="hint">{explanation.model.attention === null ? 'no attention' : `${explanation.model.attention.score} attention`}
        {hypothesis === undefined ? '' : ` · log p ${hypothesis.logProbability.toFixed(2).replace('-', '−')}`}</span></h2>
      <Sentences explanation={explanation} moment={null} written={Infinity} rows={none} hover={hover} onHover={setHover} sourceDiffers={source} targetDiffers={target} />
      {explanation.model.attention !== null && <Heatmap explanation={explanation} rows={none} hover={hover} onHover={setHover} />}
    </div>
  );
}

function texts(words: readonly { text: string }[]): string[] {
  return words.map((word) => word.text);
}
