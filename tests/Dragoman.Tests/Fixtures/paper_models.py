"""The models of the attention papers in PyTorch, written from the papers' equations.

One sentence at a time, one step at a time: nothing is padded, masked or batched. `p` maps names to parameters; the comments
give the papers' own letters. Rows of recurrent weights hold the gates one after the other: GRU reset, update, candidate;
LSTM input, forget, candidate, output. Positions s and t count from 1.
"""

from functools import partial
from types import SimpleNamespace

import torch

GATES = {"gru": 3, "gru-reset-before": 3, "lstm": 4}


# Recurrent units: f(w, x, state) gives the new state, a tuple whose first part is what it shows


def gru(w, x, state):
    """Reset gate after the recurrent product (cuDNN, PyTorch, Dive into Deep Learning's code)."""
    (h,) = state
    x_r, x_z, x_n = (w.ih @ x + w.b_ih).chunk(3)
    h_r, h_z, h_n = (w.hh @ h + w.b_hh).chunk(3)
    r, z = torch.sigmoid(x_r + h_r), torch.sigmoid(x_z + h_z)
    return ((1 - z) * torch.tanh(x_n + r * h_n) + z * h,)


def gru_reset_before(w, x, state):
    """Bahdanau et al. 2014, A.1.1: the reset gate before the recurrent product; z weighs the new state."""
    (h,) = state
    (W_r, W_z, W), (U_r, U_z, U), (b_r, b_z, b) = w.ih.chunk(3), w.hh.chunk(3), w.b_ih.chunk(3)
    r = torch.sigmoid(W_r @ x + U_r @ h + b_r)
    z = torch.sigmoid(W_z @ x + U_z @ h + b_z)
    candidate = torch.tanh(W @ x + U @ (r * h) + b)
    return ((1 - z) * h + z * candidate,)


def lstm(w, x, state):
    """Zaremba et al. 2014, which Luong et al. follow."""
    h, c = state
    i, f, g, o = (w.ih @ x + w.b_ih + w.hh @ h + w.b_hh).chunk(4)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


UNITS = {"gru": gru, "gru-reset-before": gru_reset_before, "lstm": lstm}


def unit_shapes(kind, scope, suffix, inputs, hidden):
    rows = GATES[kind] * hidden
    shapes = {f"weight_ih{suffix}": (rows, inputs), f"weight_hh{suffix}": (rows, hidden), f"bias_ih{suffix}": (rows,)}
    if kind != "gru-reset-before":
        shapes[f"bias_hh{suffix}"] = (rows,)
    return {f"{scope}.rnn.{name}": shape for name, shape in shapes.items()}


def unit(p, kind, scope, suffix):
    names = dict(ih="weight_ih", hh="weight_hh", b_ih="bias_ih", b_hh="bias_hh")
    return partial(UNITS[kind], SimpleNamespace(**{k: p.get(f"{scope}.rnn.{name}{suffix}") for k, name in names.items()}))


# Encoders: annotations h [S, width] in the sentence's order, and the last state of every layer


def encoder_shapes(z):
    shapes, width = {"encoder.embedding.weight": (z.source_vocab, z.embed)}, z.embed
    for layer in range(z.layers):
        for end in z.ends:
            shapes |= unit_shapes(z.unit, "encoder", f"_l{layer}{end}", width, z.encoder_hidden)
        width = z.encoder_hidden * len(z.ends)
    return shapes


def read(step, inputs, hidden, unit_kind):
    """The states after each input, from zero."""
    state, states = (torch.zeros(hidden),) * (2 if unit_kind == "lstm" else 1), []
    for x in inputs:
        state = step(x, state)
        states.append(state)
    return states


def encode(p, z, x):
    """ends: "" reads from the first word, "_reverse" from the last (the reversed source of Sutskever et al. 2014); both: [forward; backward]."""
    h, last = p["encoder.embedding.weight"][x], []
    for layer in range(z.layers):
        shown, finals = [], []
        for end in z.ends:
            states = read(unit(p, z.unit, "encoder", f"_l{layer}{end}"), h.flip(0) if end else h, z.encoder_hidden, z.unit)
            finals.append(states[-1])
            column = torch.stack([state[0] for state in states])
            shown.append(column.flip(0) if end else column)
        h = torch.cat(shown, 1)
        last.append(tuple(torch.cat(parts) for parts in zip(*finals)))
    return h, last


# Decoders of several layers


def decoder_shapes(z, extra):
    shapes, width = {"decoder.embedding.weight": (z.target_vocab, z.embed)}, extra + z.embed
    for layer in range(z.layers):
        shapes |= unit_shapes(z.unit, "decoder", f"_l{layer}", width, z.hidden)
        width = z.hidden
    return shapes


def output_shapes(z, width):
    return {"output.weight": (z.target_vocab, width), "output.bias": (z.target_vocab,)}


def step_stack(p, z, x, states):
    """The new state of each layer, each reading what the one below shows."""
    after = []
    for layer, state in enumerate(states):
        after.append(unit(p, z.unit, "decoder", f"_l{layer}")(x, state))
        x = after[-1][0]
    return after


def predict(p, t):
    return p["output.weight"] @ t + p["output.bias"]


# Bahdanau, Cho, Bengio 2014 (arXiv:1409.0473), appendix A


def rnnsearch_shapes(z):
    width = 2 * z.encoder_hidden
    return {
        **encoder_shapes(z),
        "bridge.hidden.weight_l0": (z.hidden, z.encoder_hidden), "bridge.hidden.bias_l0": (z.hidden,),  # W_s
        **decoder_shapes(z, width),
        "attention.query.weight": (z.units, z.hidden), "attention.key.weight": (z.units, width),  # W_a, U_a
        "attention.v.weight": (1, z.units),  # v_a
        "decoder.maxout.state.weight": (2 * z.maxout, z.hidden), "decoder.maxout.token.weight": (2 * z.maxout, z.embed),  # U_o, V_o
        "decoder.maxout.context.weight": (2 * z.maxout, width),  # C_o
        **output_shapes(z, z.maxout),
    }  # fmt: skip


def rnnsearch(p, z, x, y):
    h, last = encode(p, z, x)
    backward_first = h[0, z.encoder_hidden :]
    s = torch.tanh(p["bridge.hidden.weight_l0"] @ backward_first + p["bridge.hidden.bias_l0"])
    W_a, U_a, v_a = (p[f"attention.{name}.weight"] for name in ("query", "key", "v"))
    U_o, V_o, C_o = (p[f"decoder.maxout.{name}.weight"] for name in ("state", "token", "context"))
    f, logits, weights, margins = unit(p, "gru-reset-before", "decoder", "_l0"), [], [], []
    for word in p["decoder.embedding.weight"][y]:
        e = torch.stack([v_a[0] @ torch.tanh(W_a @ s + U_a @ h_j) for h_j in h])
        alpha = torch.softmax(e, 0)
        c = sum(a * h_j for a, h_j in zip(alpha, h))
        (new,) = f(torch.cat((c, word)), (s,))
        pairs = (U_o @ (s if z.reads_previous else new) + V_o @ word + C_o @ c).view(-1, 2)  # A.2.2
        logits.append(predict(p, pairs.max(1).values))
        weights.append(alpha)
        margins.append((pairs[:, 0] - pairs[:, 1]).abs().min())
        s = new
    return h, last, logits, weights, margins


# Sennrich et al. 2017 (arXiv:1703.04357), section 2: the conditional GRU with attention, and a readout of state, token and context


def conditional_shapes(z):
    width = 2 * z.encoder_hidden
    second = {name.replace(".rnn.", ".rnn.context."): shape for name, shape in unit_shapes("gru", "decoder", "_l0", width, z.hidden).items()}
    return {
        **encoder_shapes(z),
        "bridge.hidden.weight_l0": (z.hidden, width), "bridge.hidden.bias_l0": (z.hidden,),  # W_init
        **decoder_shapes(z, 0), **second,
        "attention.query.weight": (z.units, z.hidden), "attention.key.weight": (z.units, width), "attention.v.weight": (1, z.units),
        **({"attention.coverage.weight": (1, z.units)} if hasattr(z, "covers") else {}),
        "decoder.attentional.weight": (z.hidden, width + z.hidden),
        **output_shapes(z, z.hidden),
    }  # fmt: skip


def conditional(p, z, x, y):
    h, last = encode(p, z, x)
    s = torch.tanh(p["bridge.hidden.weight_l0"] @ h.mean(0) + p["bridge.hidden.bias_l0"])
    W_a, U_a, v_a = (p[f"attention.{name}.weight"] for name in ("query", "key", "v"))
    gru_1 = unit(p, "gru", "decoder", "_l0")
    gru_2 = partial(gru, SimpleNamespace(**{k: p[f"decoder.rnn.context.{name}_l0"] for k, name in dict(ih="weight_ih", hh="weight_hh", b_ih="bias_ih", b_hh="bias_hh").items()}))
    w_c = p["attention.coverage.weight"][0] if hasattr(z, "covers") else torch.zeros(z.units)
    covered = torch.zeros(len(h))  # See et al. 2017 (arXiv:1704.04368), equations 10 and 11
    logits, weights = [], []
    for word in p["decoder.embedding.weight"][y]:
        (half,) = gru_1(word, (s,))
        alpha = torch.softmax(torch.stack([v_a[0] @ torch.tanh(W_a @ half + U_a @ h_j + w_c * c_j) for h_j, c_j in zip(h, covered)]), 0)
        covered = covered + alpha
        c = sum(a * h_j for a, h_j in zip(alpha, h))
        (s,) = gru_2(c, (half,))
        logits.append(predict(p, torch.tanh(p["decoder.attentional.weight"] @ torch.cat((c, s)))))
        weights.append(alpha)
    return h, last, logits, weights, []


# Scores and windows of Luong, Pham, Manning 2015 (arXiv:1508.04025), section 3


def score_shapes(z, width):
    attention = {
        "dot": {},
        "general": {"weight": (z.hidden, width)},  # W_a
        "concat": {"weight": (z.units, z.hidden + width), "v.weight": (1, z.units)},  # W_a, v_a
        "location": {"weight": (z.units, z.hidden)},  # W_a, a row a position
        "additive": {"query.weight": (z.units, z.hidden), "key.weight": (z.units, width), "v.weight": (1, z.units)},
    }[z.score]
    if z.window == "predicted":
        attention |= {"position.weight": (z.units, z.hidden), "position.v.weight": (1, z.units)}  # W_p, v_p
    return {f"attention.{name}": shape for name, shape in attention.items()}


def scores(p, z, h_t, h):
    w = {name: p.get(f"attention.{name}") for name in ("weight", "v.weight", "query.weight", "key.weight")}
    if z.score == "location":
        known = (w["weight"] @ h_t)[: len(h)]  # "only the top part" for short sentences, "words near the end" of long ones ignored
        return torch.cat((known, torch.full((len(h) - len(known),), -torch.inf)))
    score = {
        "dot": lambda h_s: h_t @ h_s,
        "general": lambda h_s: h_t @ (w["weight"] @ h_s),
        "concat": lambda h_s: w["v.weight"][0] @ torch.tanh(w["weight"] @ torch.cat((h_t, h_s))),
        "additive": lambda h_s: w["v.weight"][0] @ torch.tanh(w["query.weight"] @ h_t + w["key.weight"] @ h_s),
    }[z.score]
    return torch.stack([score(h_s) for h_s in h])


def align(p, z, h_t, h, t):
    """The weights a_t over the sentence, and how far a place is from the window's edge at least."""
    e, S = scores(p, z, h_t, h), len(h)
    if z.window == "global":
        return torch.softmax(e, 0), None
    s = torch.arange(1, S + 1)
    if z.window == "monotonic":
        inside = (s - min(t, S)).abs() <= z.radius
        return torch.softmax(e.masked_fill(~inside, -torch.inf), 0), None
    p_t = S * torch.sigmoid(p["attention.position.v.weight"][0] @ torch.tanh(p["attention.position.weight"] @ h_t))  # eq. 9
    inside = (s - p_t).abs() <= z.radius
    beta, sigma = torch.softmax(e.masked_fill(~inside, -torch.inf), 0), z.radius / 2
    return beta * torch.exp(-((s - p_t) ** 2) / (2 * sigma**2)), ((s - p_t).abs() - z.radius).abs().min()  # eq. 10


# Decoders that attend with the current state and may feed what predicts: Luong et al.; Vinyals et al. 2014 (arXiv:1412.7449)


def current_state_shapes(z):
    width = z.encoder_hidden * len(z.ends)
    read_by_output = z.hidden + width if z.joined else z.hidden
    attentional = {} if z.joined else {"decoder.attentional.weight": (z.hidden, width + z.hidden)}  # W_c
    return {
        **encoder_shapes(z), **decoder_shapes(z, read_by_output if z.feeds else 0), **score_shapes(z, width), **attentional,
        **output_shapes(z, read_by_output),
    }  # fmt: skip


def current_state(p, z, x, y):
    h, last = encode(p, z, x)
    states, logits, weights, margins = last, [], [], []
    fed = torch.zeros(p["output.weight"].shape[1])
    for t, word in enumerate(p["decoder.embedding.weight"][y], 1):
        states = step_stack(p, z, torch.cat((fed, word)) if z.feeds else word, states)
        h_t = states[-1][0]
        a_t, margin = align(p, z, h_t, h, t)
        c_t = sum(a * h_s for a, h_s in zip(a_t, h))
        # Vinyals et al., section 2.1: [d; d'] predicts and is fed; Luong et al., eq. 5
        fed = torch.cat((h_t, c_t)) if z.joined else torch.tanh(p["decoder.attentional.weight"] @ torch.cat((c_t, h_t)))
        logits.append(predict(p, fed))
        weights.append(a_t)
        margins += [] if margin is None else [margin]
    return h, last, logits, weights, margins


# Without attention: Cho et al. 2014 (arXiv:1406.1078), c = q({h_1, …, h_S}) joins every input of the decoder


def context_shapes(z):
    return {**encoder_shapes(z), **decoder_shapes(z, z.hidden), **output_shapes(z, z.hidden)}


def context(p, z, x, y):
    h, last = encode(p, z, x)
    c = h.mean(0) if z.summary == "mean" else h.max(0).values
    states, logits, margins = last, [], []
    if z.summary == "max" and len(h) > 1:
        first, second = h.topk(2, 0).values
        margins.append((first - second).min())
    for word in p["decoder.embedding.weight"][y]:
        states = step_stack(p, z, torch.cat((c, word)), states)
        logits.append(predict(p, states[-1][0]))
    return h, last, logits, [], margins


# What each file holds

SIZES = dict(source_vocab=9, target_vocab=10, embed=3, encoder_hidden=4, hidden=4, layers=2, units=5)
LUONG = dict(unit="lstm", ends=("_reverse",), window="global", joined=False, feeds=True)
BAHDANAU = dict(unit="gru-reset-before", ends=("", "_reverse"), layers=1, encoder_hidden=3, maxout=3)
MODELS = {
    "default": (current_state, current_state_shapes, dict(LUONG, unit="gru", ends=("", "_reverse"), layers=1, encoder_hidden=2, score="additive", feeds=False)),
    "seq2seq-mean": (context, context_shapes, dict(unit="gru", ends=("",), summary="mean")),
    "seq2seq-max": (context, context_shapes, dict(unit="gru", ends=("",), summary="max")),
    "rnnsearch": (rnnsearch, rnnsearch_shapes, dict(BAHDANAU, reads_previous=False)),
    "rnnsearch-previous": (rnnsearch, rnnsearch_shapes, dict(BAHDANAU, reads_previous=True)),
    "conditional": (conditional, conditional_shapes, dict(BAHDANAU, unit="gru")),
    "conditional-coverage": (conditional, conditional_shapes, dict(BAHDANAU, unit="gru", covers=True)),
    "luong-dot": (current_state, current_state_shapes, dict(LUONG, score="dot")),
    "luong-general": (current_state, current_state_shapes, dict(LUONG, score="general")),
    "luong-concat": (current_state, current_state_shapes, dict(LUONG, score="concat")),
    "luong-location": (current_state, current_state_shapes, dict(LUONG, score="location")),
    "luong-local-m": (current_state, current_state_shapes, dict(LUONG, score="general", window="monotonic", radius=2)),
    "luong-local-p": (current_state, current_state_shapes, dict(LUONG, score="general", window="predicted", radius=2)),
    "grammar": (current_state, current_state_shapes, dict(LUONG, score="additive", joined=True, layers=3)),
}  # fmt: skip
