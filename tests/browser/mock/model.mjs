// A toy that answers as `dragoman serve` does: a dictionary with made-up vectors. It exists to bring the page into every state.

const french = {
  the: 'la', european: 'européenne', economic: 'économique', area: 'zone', is: 'est', very: 'très', important: 'importante', '.': '.', agreement: 'accord',
  on: 'sur', little: 'petit', dog: 'chien', sleeps: 'dort', a: 'un', red: 'rouge', car: 'voiture', was: 'était', signed: 'signé', in: 'en', august: 'août', 1992: '1992',
};
const synonyms = { zone: ['région', 'surface'], économique: ['commerciale', 'financière'], chien: ['chat'], petit: ['jeune'], importante: ['grande'], la: ['le', 'une'], dort: ['mange'] };
const arabicToEnglish = { 'الكلب': 'dog', 'الصغير': 'little', 'ينام': 'sleeps', 'الآن': 'now', '.': '.' };
const englishToArabic = { the: 'ال', little: 'الصغير', dog: 'الكلب', sleeps: 'ينام', now: 'الآن', '.': '.' };

const additive = { score: 'additive', placement: 'beforeCell', window: 'global', windowRadius: 10, inputFeeding: false };
const general = { score: 'general', placement: 'afterCell', window: 'global', windowRadius: 10, inputFeeding: false };

export const models = {
  'en-fr': { attention: additive, dictionary: french, cell: 'gru', order: reorderAdjectives, suggestions: ['the european economic area is very important .', 'the little dog sleeps .', 'the agreement on the european economic area was signed in august 1992 .'] },
  'en-fr-luong': { attention: general, dictionary: { ...french, area: 'région', the: 'la' }, cell: 'lstm', order: reorderAdjectives, suggestions: ['a red car .'] },
  'en-fr-plain': { attention: null, dictionary: french, cell: 'gru', order: (n) => [...n.keys()], suggestions: ['the little dog sleeps .'] },
  'characters': { attention: additive, dictionary: null, cell: 'gru', order: (n) => [...n.keys()].reverse(), characters: true, suggestions: ['dragoman'] },
  'ar-en': { attention: additive, dictionary: arabicToEnglish, cell: 'gru', order: (n) => [...n.keys()], suggestions: ['الكلب الصغير ينام الآن .'] },
  'parser': { attention: additive, dictionary: { ...french, john: '', has: '' }, cell: 'gru', order: (words) => parse(words).map(({ word }) => word), parse: (words) => parse(words).map(({ token }) => token), suggestions: ['John has a dog .'] },
  'en-ar': { attention: additive, dictionary: englishToArabic, cell: 'gru', order: (n) => [...n.keys()], suggestions: ['the little dog sleeps now .'] },
};

/** Adjectives stand behind nouns: "european economic area" becomes "zone économique européenne". */
function reorderAdjectives(words) {
  const adjectives = new Set(['european', 'economic', 'red']);
  const order = [];
  for (let i = 0; i < words.length; i++) {
    let j = i;
    while (adjectives.has(words[j])) j++;
    for (let k = j; k >= i && k < words.length; k--) order.push(k);
    i = j;
  }
  return order.filter((i) => i < words.length);
}

/** A tree over the words, as tokens: subject and predicate; each token looks at a word. */
function parse(words) {
  const end = words.at(-1) === '.' ? words.length - 1 : words.length;
  const leaf = (word) => ({ token: words[word] === '.' ? '.' : words[word] === 'has' || words[word] === 'sleeps' ? 'VBZ' : words[word] === 'a' || words[word] === 'the' ? 'DT' : 'NN', word });
  const verb = Math.max(1, words.findIndex((word) => word === 'has' || word === 'sleeps'));
  const part = (label, from, to, inner) => to <= from ? [] : [{ token: `(${label}`, word: from }, ...inner(), { token: `)${label}`, word: to - 1 }];
  const leaves = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, i) => leaf(from + i));
  return part('S', 0, words.length, () => [
    ...part('NP', 0, Math.min(verb, end), () => leaves(0, Math.min(verb, end))),
    ...part('VP', verb, end, () => [leaf(verb), ...part('NP', verb + 1, end, () => leaves(verb + 1, end))]),
    ...leaves(end, words.length),
  ]);
}

function random(seed) {
  let state = 2166136261;
  for (const c of seed) state = Math.imul(state ^ c.codePointAt(0), 16777619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9 | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296;
  };
}

function vector(seed, width) {
  const next = random(seed);
  return Array.from({ length: width }, () => short((next() + next() + next()) / 1.5 - 1));
}

const short = (x) => Math.fround(Number(x.toPrecision(4)));

function tokenize(text, characters) {
  const tokens = [];
  for (const match of text.matchAll(characters ? /[\s\S]/gu : /[\p{L}\p{M}\p{N}'’-]+|[^\s\p{L}\p{N}]/gu)) {
    tokens.push({ text: match[0].toLowerCase(), start: match.index, length: match[0].length });
  }
  return tokens;
}

/** Puts other text in place of tokens, as the library does. */
function edit(text, tokens, replaced) {
  for (const { position, text: other } of [...replaced].sort((a, b) => b.position - a.position)) {
    const { start, length } = tokens[position];
    let rest = text.slice(start + length);
    if (other === '' && rest.startsWith(' ') && (start === 0 || text[start - 1] === ' ')) rest = rest.slice(1);
    text = text.slice(0, start) + other + rest;
  }
  return text;
}

function softmax(scores) {
  const top = Math.max(...scores);
  const powers = scores.map((s) => Math.exp(s - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => short(p / sum));
}

const math = (body) => `<math display="block"><mrow>${body}</mrow></math>`;
const v = (name, sub) => `<msub><mi mathvariant="bold-italic">${name}</mi><mi>${sub}</mi></msub>`;
const equations = {
  read: { text: 'x_t = E y_(t-1)', mathml: math(`${v('x', 't')}<mo>=</mo><mi mathvariant="bold-italic">E</mi><msub><mi>y</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub>`) },
  state: { text: 's_t = GRU(s_(t-1), [x_t; c_t])', mathml: math(`${v('s', 't')}<mo>=</mo><mi>GRU</mi><mo>(</mo><msub><mi mathvariant="bold-italic">s</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub><mo>,</mo><mo>[</mo>${v('x', 't')}<mo>;</mo>${v('c', 't')}<mo>]</mo><mo>)</mo>`) },
  score: { text: 'e_tj = v tanh(W s + U h_j)', mathml: math(`${v('e', 'tj')}<mo>=</mo><msup><mi mathvariant="bold-italic">v</mi><mo>⊤</mo></msup><mi>tanh</mi><mo>(</mo><mi mathvariant="bold-italic">W</mi><msub><mi mathvariant="bold-italic">s</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub><mo>+</mo><mi mathvariant="bold-italic">U</mi>${v('h', 'j')}<mo>)</mo>`) },
  weigh: { text: 'a_tj = exp e_tj / sum_k exp e_tk', mathml: math(`<msub><mi>α</mi><mi>tj</mi></msub><mo>=</mo><mfrac><mrow><mi>exp</mi><msub><mi>e</mi><mi>tj</mi></msub></mrow><mrow><munder><mo>∑</mo><mi>k</mi></munder><mi>exp</mi><msub><mi>e</mi><mi>tk</mi></msub></mrow></mfrac>`) },
  context: { text: 'c_t = sum_j a_tj h_j', mathml: math(`${v('c', 't')}<mo>=</mo><munder><mo>∑</mo><mi>j</mi></munder><msub><mi>α</mi><mi>tj</mi></msub>${v('h', 'j')}`) },
  readout: { text: 'r_t = tanh(W [s_t; c_t])', mathml: math(`${v('r', 't')}<mo>=</mo><mi>tanh</mi><mo>(</mo><mi mathvariant="bold-italic">W</mi><mo>[</mo>${v('s', 't')}<mo>;</mo>${v('c', 't')}<mo>]</mo><mo>)</mo>`) },
  predict: { text: 'p_t = softmax(V r_t)', mathml: math(`${v('p', 't')}<mo>=</mo><mi>softmax</mi><mo>(</mo><mi mathvariant="bold-italic">V</mi>${v('r', 't')}<mo>)</mo>`) },
};

/** Answers POST /v1/explain. */
export function explain({ text, model = 'en-fr', beam = 3, target, prefix = [], weights = [], replaced = [], candidates = 8, hypothesis = 0, vectors = true }) {
  const spec = models[model];
  const known = (word) => spec.dictionary === null || word in spec.dictionary;
  const original = text;
  text = edit(text, tokenize(text, spec.characters), replaced);
  const kept = tokenize(text, spec.characters);
  const tokens = [...kept.map((token, i) => ({ text: token.text, id: 4 + i, known: known(token.text), start: token.start, length: token.length })),
    { text: '<eos>', id: 2, known: true, start: text.length, length: 0 }];
  const words = kept.map((token) => token.text);
  const say = (i) => i >= words.length ? '<eos>' : spec.dictionary === null ? words[i] : spec.dictionary[words[i]] ?? '<unk>';
  const order = [...spec.order(words), words.length];
  const asked = target ? target.split(/\s+/) : prefix;
  const forcedWords = spec.parse === undefined || target ? asked : [...asked, ...spec.parse(words).slice(asked.length)];
  const width = 32;
  const states = tokens.map((token, i) => vector(`${model} h ${token.text} ${i}`, 2 * width));
  const steps = [];
  const output = [];
  const pieces = [];
  let state = [vector(`${model} start ${text}`, width)];
  const memory = spec.cell === 'lstm';
  for (let t = 0; t < Math.max(order.length, forcedWords.length + 1) && t < 600; t++) {
    const at = Math.min(order[t] ?? words.length, words.length);
    const noise = random(`${model} ${text} ${t}`);
    let scores = tokens.map((_, j) => short(4.5 * Math.exp(-Math.abs(j - at) * 1.4) + noise() * 1.6 - 1));
    const edit = weights.find((w) => w.step === t);
    const alpha = spec.attention === null ? null : edit ? edit.weights.map(short) : softmax(scores);
    const looked = edit ? alpha.indexOf(Math.max(...alpha)) : at;
    const free = say(looked);
    const forced = t < forcedWords.length;
    const alternatives = [...new Set([free, ...(forced ? [forcedWords[t]] : []), ...synonyms[free] ?? [], ...order.map(say), 'le', 'de', 'des', 'et', 'une', '<eos>', '<unk>'])].slice(0, Math.max(candidates, 2));
    const probabilities = softmax(alternatives.map((_, k) => 4.2 - 1.5 * k + noise()));
    const list = alternatives.map((token, k) => ({ token, id: 10 + k, probability: probabilities[k], logProbability: short(Math.log(probabilities[k])) })).sort((a, b) => b.probability - a.probability);
    const write = forced ? forcedWords[t] : target ? '<eos>' : t >= order.length - 1 && !edit ? '<eos>' : list[0].token;
    const chosen = list.find((c) => c.token === write) ?? { probability: 0.0004, logProbability: -7.8 };
    const after = [vector(`${model} s ${t} ${write} ${output.join(' ')}`, width)];
    const start = write === '<eos>' ? 0 : pieces.join(spec.characters ? '' : ' ').length + (spec.characters || pieces.length === 0 ? 0 : 1);
    const read = t === 0 ? '<bos>' : output[t - 1];
    steps.push({
      step: t, read, write, forced: t < asked.length, edited: edit !== undefined, probability: chosen.probability, logProbability: chosen.logProbability,
      start, length: write === '<eos>' ? 0 : write.length,
      embedding: vectors ? vector(`${model} E ${read}`, 24) : null, fed: null,
      stateBefore: vectors ? state : null, stateAfter: vectors ? after : null,
      memoryBefore: vectors && memory ? state.map((s) => s.map((x) => short(x * 1.3))) : null, memoryAfter: vectors && memory ? after.map((s) => s.map((x) => short(x * 1.3))) : null,
      scores: spec.attention === null ? null : scores, weights: alpha, center: null,
      context: alpha === null || !vectors ? null : states[0].map((_, d) => short(alpha.reduce((sum, a, j) => sum + a * states[j][d], 0))),
      readout: vectors ? vector(`${model} r ${t} ${write} ${edit?.weights ?? ''}`, width) : null, candidates: list.slice(0, candidates),
    });
    output.push(write);
    state = after;
    if (write === '<eos>') break;
    pieces.push(write);
  }
  const joined = pieces.join(spec.characters ? '' : ' ');
  const { tree, hypotheses } = grow(steps, joined, output, beam);
  const seven = spec.attention === null ? ['read', 'state', 'readout', 'predict']
    : spec.attention.placement === 'beforeCell' ? ['read', 'score', 'weigh', 'context', 'state', 'readout', 'predict']
    : ['read', 'state', 'score', 'weigh', 'context', 'readout', 'predict'];
  return {
    format: 'dragoman-explanation', version: 1,
    model: { name: model, cell: spec.cell, encoderLayers: 1, bidirectional: true, decoderLayers: 1, embedSize: 24, encoderHiddenSize: width, decoderHiddenSize: width, parameters: 148_212,
      attention: spec.attention, context: 'everyStep', readout: 'state', sourceTokenizer: spec.characters ? 'characters' : 'words', targetTokenizer: spec.characters ? 'characters' : 'words' },
    order: seven, equations: Object.fromEntries(seven.map((phase) => [phase, equations[phase]])),
    source: { text, cut: false, tokens, embeddings: null, states: vectors ? states : null },
    search: { kind: target ? 'forced' : beam > 1 ? 'beam' : 'greedy', beam, lengthPenalty: 1 },
    changes: { original: replaced.length > 0 ? original : null, prefix, weights, replaced, unreached: [] }, hypotheses, shown: Math.min(hypothesis, hypotheses.length - 1), tree, steps,
  };
}

function grow(steps, text, output, beam) {
  const tree = [{ id: 0, parent: null, step: -1, token: '<bos>', logProbability: 0, score: null, outcome: 'kept', reason: null }];
  let parent = 0;
  let sum = 0;
  steps.forEach((step, t) => {
    const chosenId = tree.length;
    step.candidates.slice(0, beam > 1 ? 3 : 1).forEach((candidate) => {
      if (candidate.token === step.write) return;
      tree.push({ id: 0, parent, step: t, token: candidate.token, tokenId: candidate.id, logProbability: short(sum + candidate.logProbability), score: null,
        outcome: candidate.probability > 0.12 ? 'kept' : 'dropped', reason: candidate.probability > 0.12 ? null : candidate.token === '<eos>' ? 'endNotAmongBest' : 'outsideBeam' });
    });
    sum = short(sum + step.logProbability);
    tree.push({ id: 0, parent, step: t, token: step.write, tokenId: 1, logProbability: sum, score: step.write === '<eos>' ? short(sum / output.length) : null, outcome: step.write === '<eos>' ? 'finished' : 'kept', reason: null });
    for (let i = chosenId; i < tree.length; i++) tree[i].id = i;
    // A candidate that was kept goes on for one more word and is dropped there.
    for (const node of tree.slice(chosenId, -1).filter((n) => n.outcome === 'kept')) {
      tree.push({ id: tree.length, parent: node.id, step: t + 1, token: steps[t + 1]?.write ?? '<eos>', tokenId: 3, logProbability: short(node.logProbability - 1.5), score: null, outcome: 'dropped', reason: 'outsideBeam' });
    }
    parent = tree.findLast((n) => n.step === t && n.token === step.write && n.logProbability === sum).id;
  });
  return {
    tree,
    hypotheses: [
      { text, tokens: output.filter((t) => t !== '<eos>'), logProbability: sum, score: short(sum / output.length), node: parent, complete: true },
      ...(beam > 1 ? [{ text: text + ' .', tokens: [], logProbability: short(sum - 1.1), score: short((sum - 1.1) / output.length), node: parent, complete: true }] : []),
    ],
  };
}

export function neighbours({ of, position, count = 10, ...question }) {
  const explanation = explain(question);
  const encoder = of === 'encoder';
  const token = encoder ? explanation.source.tokens[position].text : explanation.steps[position].write;
  const pairs = [['the economic zone is open .', 'la zone économique est ouverte .'], ['this area is closed .', 'cette zone est fermée .'], ['an important area .', 'une zone importante .'], ['the little dog sleeps .', 'le petit chien dort .']];
  return {
    of, position, token,
    neighbours: Array.from({ length: count }, (_, i) => {
      const [source, target] = pairs[i % pairs.length];
      const tokens = (encoder ? source : target).split(' ');
      return { similarity: short(0.97 - 0.03 * i), source, target, position: Math.min(1 + i % 3, tokens.length - 1), token: tokens[Math.min(1 + i % 3, tokens.length - 1)], tokens };
    }),
  };
}

export function trajectories(question) {
  const { steps, source } = explain(question);
  const walk = (tokens, name) => tokens.map((token, i) => ({ [name]: i, token, x: short(Math.cos(i * 0.7) * (2 + i * 0.2)), y: short(Math.sin(i * 0.7) * (1.4 + i * 0.15)) }));
  return { of: 'decoder', explained: [0.41, 0.22], points: walk(steps.map((s) => s.write), 'step'), encoder: walk(source.tokens.map((t) => t.text), 'position') };
}

/** Twenty-four validations of a training that goes well. */
export function training(name) {
  const slower = name === 'en-fr' ? 1 : 1.6;
  const metrics = Array.from({ length: 24 }, (_, i) => {
    const update = (i + 1) * 200;
    const loss = 0.35 + 5.2 * Math.exp(-i / (5 * slower));
    const validation = loss + 0.12 + i * 0.006;
    return { epoch: 1 + Math.floor(i / 6), update, trainingLoss: short(loss), validationLoss: short(validation), validationPerplexity: short(Math.exp(validation)), best: true,
      learningRate: short(0.001 * Math.min(1, (i + 1) / 5)), gradientNorm: short(1 + 2 * Math.exp(-i / 8) + (i % 3) * 0.1), tokensPerSecond: short(8200 + 300 * Math.sin(i)), seconds: short((i + 1) * 12.5 * slower), maximumUpdates: 8000 };
  });
  const full = explain({ text: 'the little dog sleeps .', model: 'en-fr' });
  const samples = metrics.map(({ update }, i) => {
    const sharp = Math.min(1, i / 14);
    const weights = full.steps.map((step) => step.weights.map((w) => short(w * sharp + (1 - sharp) / step.weights.length)));
    const words = full.steps.map((step) => step.write);
    const said = words.map((word, t) => t / words.length < 0.25 + sharp ? word : 'la');
    return { update, samples: [
      { source: 'the little dog sleeps .', translation: said.filter((w) => w !== '<eos>').join(' '), attention: { source: full.source.tokens.map((t) => t.text), target: said, weights } },
      { source: 'a red car .', translation: sharp > 0.6 ? 'une voiture rouge .' : 'un un .' },
    ] };
  });
  return { metrics, samples };
}
