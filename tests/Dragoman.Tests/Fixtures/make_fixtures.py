#!/usr/bin/env python3
"""Writes the reference values in this folder, computed by PyTorch in 64-bit floats (README.md says what each file holds).

    python3 make_fixtures.py           write every file
    python3 make_fixtures.py --check   compute everything again and compare it with the files, byte for byte

Every number drawn is a multiple of 2^-12, so that inputs and weights are exact in 32-bit floats and the only rounding
is the one on storage. Needs PyTorch (made with 1.13) and the standard library.
"""

import argparse
import json
import random
import struct
import sys
import zlib
from pathlib import Path
from types import SimpleNamespace

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

import paper_models

FOLDER = Path(__file__).resolve().parent
PAD, BOS, EOS, FIRST_WORD = 0, 2, 3, 4
GRADIENT_CHECKED = "d2l-bahdanau"
LEAST_MARGIN = 1e-3  # Between the two largest of what a maximum is taken of, and between a place and the edge of a window

# Weights of small models must be large for the attention to prefer some words clearly and others at other steps
SCALE = 0.6
MODEL_SCALES = {
    "embedding": 2.0, ".rnn.": 1.2, "output": 1.2,
    "attention.query": 2.5, "attention.key": 2.5, "attention.v": 3.0, "attention.weight": 4.0,
}  # fmt: skip
PAPER_SCALES = {
    "embedding": 2.0, ".rnn.": 2.5, "output": 1.2, "attention.query": 2.5, "attention.key": 2.5, "attention.v": 3.0, "attention.weight": 5.0,
    "attention.position": 2.0, "attention.coverage": 2.5,
}  # fmt: skip


# The container


def to_safetensors(tensors, metadata):
    """An 8-byte little-endian header length, a JSON header padded with spaces to 8 bytes, the raw data without gaps."""
    header, chunks, offset = {"__metadata__": {"torch": torch.__version__, **{k: str(v) for k, v in metadata.items()}}}, [], 0
    # 8-byte elements first keep every tensor aligned to its element size
    for name, tensor in sorted(tensors.items(), key=lambda item: item[1].is_floating_point()):
        kind, code = ("F32", "f") if tensor.is_floating_point() else ("I64", "q")
        values = tensor.detach().reshape(-1).tolist()
        chunks.append(struct.pack(f"<{len(values)}{code}", *values))
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [offset, offset + len(chunks[-1])]}
        offset += len(chunks[-1])
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return b"".join([struct.pack("<Q", len(text)), text, *chunks])


# Drawing numbers


class Draw:
    """Python's generator rather than PyTorch's, whose stream may change from version to version."""

    def __init__(self, name):
        self.source = random.Random(zlib.crc32(name.encode()))

    def reals(self, *shape, scale=SCALE):
        count = torch.Size(shape).numel()
        values = [round(self.source.uniform(-scale, scale) * 4096) / 4096 for _ in range(count)]
        return torch.tensor(values).reshape(shape)

    def words(self, length, vocab):
        return [self.source.randrange(FIRST_WORD, vocab) for _ in range(length)]

    def fill(self, module, scales=None):
        """Weights in ± the scale whose key is a part of the parameter's name."""
        for name, parameter in module.named_parameters():
            scale = next((scale for part, scale in (scales or {}).items() if part in name), SCALE)
            parameter.data = self.reals(*parameter.shape, scale=scale)


def padded(sentences):
    width = max(map(len, sentences))
    return torch.tensor([s + [PAD] * (width - len(s)) for s in sentences])


def real(lengths, width):
    """[..., width], true at the places before the length."""
    return torch.arange(width) < lengths[..., None]


def with_gradients(inputs, loss):
    """The inputs and, as grad.NAME, the gradients of the loss by each."""
    gradients = torch.autograd.grad(loss, list(inputs.values()))
    return {**inputs, **{f"grad.{name}": g for name, g in zip(inputs, gradients)}}


# Recurrent layers


def run_packed(rnn, x, lengths, state=None):
    packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    output, state = rnn(packed, state)
    return pad_packed_sequence(output, batch_first=True, total_length=x.shape[1])[0], state


def recurrent(name, kind, layers, lengths, time, directions=1, inputs=5, hidden=6):
    draw, batch = Draw(name), len(lengths)
    rnn = kind(inputs, hidden, layers, batch_first=True, bidirectional=directions == 2)
    draw.fill(rnn)
    lengths = torch.tensor(lengths)
    leaves = {"x": draw.reals(batch, time, inputs, scale=1.5)}
    states = ("h", "c") if kind is nn.LSTM else ("h",)
    for s in states:
        leaves[f"{s}0"] = draw.reals(layers * directions, batch, hidden, scale=0.9)
    for leaf in leaves.values():
        leaf.requires_grad_()
    start = tuple(leaves[f"{s}0"] for s in states)
    output, end = run_packed(rnn, leaves["x"], lengths, start if kind is nn.LSTM else start[0])
    results = dict(zip([f"{s}_n" for s in states], end if kind is nn.LSTM else (end,)))
    results = {"output": output, **results}
    upstream = {f"d_{key}": draw.reals(*value.shape, scale=1) for key, value in results.items()}
    loss = sum((results[key] * upstream[f"d_{key}"]).sum() for key in results)
    sizes = dict(batch=batch, time=time, input=inputs, hidden=hidden, layers=layers, directions=directions)
    return {"lengths": lengths, **with_gradients({**leaves, **dict(rnn.named_parameters())}, loss), **results, **upstream}, sizes


# Attention


def masked_softmax(scores, mask):
    return torch.softmax(scores.masked_fill(~mask, -torch.inf), -1)


def attention_scores(kind, p):
    """[batch, queries, pairs]"""
    query, keys = p["query"], p["keys"]
    if kind == "additive":
        features = torch.tanh((query @ p["w_q"].T)[:, :, None] + (keys @ p["w_k"].T)[:, None])
        return features @ p["v"]
    if kind == "general":
        query = query @ p["w"]
    dots = query @ keys.transpose(1, 2)
    return dots / keys.shape[2] ** 0.5 if kind == "scaled-dot" else dots


def attention(name, kind, lengths, dq, dk, batch=4, queries=3, pairs=5, dv=5, units=7):
    draw, lengths = Draw(name), torch.tensor(lengths)
    weights = {"additive": dict(w_q=(units, dq), w_k=(units, dk), v=(units,)), "general": dict(w=(dq, dk))}.get(kind, {})
    shapes = dict(query=(batch, queries, dq), keys=(batch, pairs, dk), values=(batch, pairs, dv), **weights)
    leaves = {key: draw.reals(*shape, scale=1.0).requires_grad_() for key, shape in shapes.items()}
    mask = real(lengths, pairs)
    scores = attention_scores(kind, leaves)
    weights = masked_softmax(scores, mask if mask.dim() == 3 else mask[:, None])
    output = weights @ leaves["values"]
    upstream = draw.reals(*output.shape, scale=1)
    steps = with_gradients({**leaves, "scores": scores, "weights": weights}, (output * upstream).sum())
    sizes = dict(batch=batch, queries=queries, pairs=pairs, dq=dq, dk=dk, dv=dv)
    if kind == "additive":
        sizes["units"] = units
    return {"lengths": lengths, **steps, "output": output, "d_output": upstream}, sizes


# Whole models: textbook code, one step of the decoder at a time; the modules are named so that the parameters are


class Part(nn.Module):
    """A named place for parameters."""

    def __init__(self, **parts):
        super().__init__()
        for name, part in parts.items():
            self.add_module(name, part)


class Additive(Part):
    def __init__(self, hidden):
        linear = lambda out: nn.Linear(hidden, out, bias=False)
        super().__init__(query=linear(hidden), key=linear(hidden), v=linear(1))

    def forward(self, query, values, mask):
        features = torch.tanh(self.query(query)[:, None] + self.key(values))
        weights = masked_softmax(self.v(features).squeeze(2), mask)
        return (weights[:, None] @ values).squeeze(1), weights


class General(nn.Linear):
    def __init__(self, hidden):
        super().__init__(hidden, hidden, bias=False)

    def forward(self, query, values, mask):
        scores = (query[:, None] @ super().forward(values).transpose(1, 2)).squeeze(1)  # q . (W k)
        weights = masked_softmax(scores, mask)
        return (weights[:, None] @ values).squeeze(1), weights


class Model(nn.Module):
    """Encoder, decoder and output projection. Subclasses say what enters and leaves a step of the decoder."""

    def __init__(self, cell, sizes, extra, bidirectional=False):
        super().__init__()
        self.cell, self.sizes = cell, sizes
        embed, hidden, layers = sizes["embed"], sizes["hidden"], sizes["layers"]
        encoder = cell(embed, hidden // (1 + bidirectional), layers, batch_first=True, bidirectional=bidirectional)
        self.encoder = Part(embedding=nn.Embedding(sizes["source_vocab"], embed), rnn=encoder)
        decoder = cell(extra + embed, hidden, layers, batch_first=True)
        self.decoder = Part(embedding=nn.Embedding(sizes["target_vocab"], embed), rnn=decoder)
        self.output = nn.Linear(hidden, sizes["target_vocab"])

    def side_by_side(self, state):
        """[layers * directions, batch, width] to [layers, batch, hidden], forward direction first."""
        return state.unflatten(0, (self.sizes["layers"], -1)).transpose(1, 2).flatten(2)

    def encode(self, batch):
        x = self.encoder.embedding(batch["source"])
        states, end = run_packed(self.encoder.rnn, x, batch["source_lengths"])
        if self.cell is nn.LSTM:
            return states, tuple(self.side_by_side(s) for s in end)
        return states, self.side_by_side(end)

    def top(self, state):
        return (state[0] if self.cell is nn.LSTM else state)[-1]

    def run_cell(self, parts, state):
        output, state = self.decoder.rnn(torch.cat(parts, 1)[:, None], state)
        return output.squeeze(1), state

    def forward(self, batch):
        values, state = self.encode(batch)
        results = dict(zip(("encoder_h_n", "encoder_c_n"), state if self.cell is nn.LSTM else (state,)))
        mask, memory = real(batch["source_lengths"], values.shape[1]), self.start(values, state)
        tops, weights = [], []
        for x in self.decoder.embedding(batch["target_in"]).unbind(1):
            top, state, memory, row = self.step(x, state, memory, values, mask)
            tops.append(top)
            weights.append(row)
        results |= {"encoder_states": values, "logits": self.output(torch.stack(tops, 1))}
        return results if weights[0] is None else {**results, "attention": torch.stack(weights, 1)}

    def start(self, values, state):
        return None

    def loss(self, results, batch):
        mask = real(batch["target_lengths"], batch["target_out"].shape[1])
        return F.cross_entropy(results["logits"][mask], batch["target_out"][mask])


class Plain(Model):
    """The decoder starts from the encoder's final states and sees nothing else of the source."""

    def __init__(self, cell, sizes):
        super().__init__(cell, sizes, 0)

    def step(self, x, state, memory, values, mask):
        top, state = self.run_cell((x,), state)
        return top, state, None, None


class FixedContext(Model):
    """The encoder's final top state is joined to every input of the decoder."""

    def __init__(self, cell, sizes):
        super().__init__(cell, sizes, sizes["hidden"])

    def start(self, values, state):
        return self.top(state)

    def step(self, x, state, memory, values, mask):
        top, state = self.run_cell((memory, x), state)
        return top, state, memory, None


class Bahdanau(Model):
    """Additive attention, queried by the top state of the step before."""

    def __init__(self, cell, sizes):
        super().__init__(cell, sizes, sizes["hidden"])
        self.attention = Additive(sizes["hidden"])

    def step(self, x, state, memory, values, mask):
        context, weights = self.attention(self.top(state), values, mask)
        top, state = self.run_cell((context, x), state)
        return top, state, None, weights


class Luong(Model):
    """Bidirectional encoder, general score queried by the current top state, attentional state fed to the next step."""

    def __init__(self, cell, sizes):
        hidden = sizes["hidden"]
        super().__init__(cell, sizes, hidden, bidirectional=True)
        self.attention = General(hidden)
        self.decoder.attentional = nn.Linear(2 * hidden, hidden, bias=False)

    def start(self, values, state):
        return torch.zeros_like(self.top(state))

    def step(self, x, state, memory, values, mask):
        top, state = self.run_cell((memory, x), state)
        context, weights = self.attention(top, values, mask)
        attentional = torch.tanh(self.decoder.attentional(torch.cat((context, top), 1)))
        return attentional, state, attentional, weights


def sentence_batch(draw, sizes, source_lengths, target_lengths):
    source = [draw.words(n - 1, sizes["source_vocab"]) + [EOS] for n in source_lengths]
    target = [draw.words(n - 1, sizes["target_vocab"]) for n in target_lengths]
    return dict(
        source=padded(source), source_lengths=torch.tensor(source_lengths),
        target_in=padded([[BOS] + t for t in target]), target_out=padded([t + [EOS] for t in target]),
        target_lengths=torch.tensor(target_lengths),
    )  # fmt: skip


def whole_model(name, kind, cell, source_lengths, target_lengths):
    sizes = dict(batch=len(source_lengths), source_time=max(source_lengths), target_time=max(target_lengths),
                 source_vocab=11, target_vocab=13, embed=5, hidden=6, layers=2, bos=BOS, eos=EOS, pad=PAD)  # fmt: skip
    draw, model = Draw(name), kind(cell, sizes)
    draw.fill(model, MODEL_SCALES)
    batch = sentence_batch(draw, sizes, source_lengths, target_lengths)
    results = model(batch)
    loss = model.loss(results, batch)
    tensors = with_gradients(dict(model.named_parameters()), loss)
    if name == GRADIENT_CHECKED:
        check_by_differences(model, batch, tensors)
    mask = real(batch["target_lengths"], sizes["target_time"])[:, :, None]
    for key in ("logits", "attention"):
        if key in results:
            results[key] = results[key] * mask
    return {**batch, **tensors, **results, "loss": loss.reshape(1)}, sizes


@torch.no_grad()
def check_by_differences(model, batch, tensors, step=1e-5, tolerance=1e-7):
    """Every element of every gradient against a central difference of the loss."""
    for name, parameter in model.named_parameters():
        flat, gradient = parameter.view(-1), tensors[f"grad.{name}"].reshape(-1)
        for i, value in enumerate(flat.tolist()):
            flat[i] = value + step
            above = model.loss(model(batch), batch).item()
            flat[i] = value - step
            below = model.loss(model(batch), batch).item()
            flat[i] = value
            difference = (above - below) / (2 * step)
            if abs(difference - gradient[i].item()) > tolerance:
                raise AssertionError(f"{name}[{i}]: gradient {gradient[i].item()}, central difference {difference}")


# Whole models, from the papers' equations


def all_lengths(tensors, width):
    """[batch, width, ...] from one tensor a sentence, with zeros beyond its end."""
    return torch.stack([F.pad(t, (0, 0, 0, width - len(t))) for t in tensors])


def paper_model(name, source_lengths, target_lengths):
    run, shapes, options = paper_models.MODELS[name]
    z = SimpleNamespace(**{**paper_models.SIZES, **options})
    draw = Draw(name)
    scale = lambda key: next((scale for part, scale in PAPER_SCALES.items() if part in key), SCALE)
    parameters = {key: draw.reals(*shape, scale=scale(key)).requires_grad_() for key, shape in shapes(z).items()}
    batch = sentence_batch(draw, vars(z), source_lengths, target_lengths)
    width, time = max(source_lengths), max(target_lengths)
    states, finals, logits, weights, losses = [], [], [], [], []
    for row, (source_length, target_length) in enumerate(zip(source_lengths, target_lengths)):
        x, y = batch["source"][row, :source_length], batch["target_in"][row, :target_length]
        h, last, rows, attention, margins = run(parameters, z, x, y)
        if margins and min(margins) < LEAST_MARGIN:
            raise AssertionError(f"{name}: sentence {row} lies at a kink ({min(margins):.1e}); draw others")
        states.append(h)
        finals.append(last)
        logits.append(torch.stack(rows))
        weights += [F.pad(torch.stack(attention), (0, width - source_length))] if attention else []
        losses += [-torch.log_softmax(r, 0)[word] for r, word in zip(rows, batch["target_out"][row])]
    loss = torch.stack(losses).mean()
    results = {"encoder_states": all_lengths(states, width), "logits": all_lengths(logits, time), "loss": loss.reshape(1)}
    for part, key in enumerate(("encoder_h_n", "encoder_c_n")[: len(finals[0][0])]):
        results[key] = torch.stack([torch.stack([last[layer][part] for last in finals]) for layer in range(z.layers)])
    if weights:
        results["attention"] = all_lengths(weights, time)
    if hasattr(z, "radius"):
        results["radius"] = torch.tensor([z.radius])
    return {**batch, **with_gradients(parameters, loss), **results}, vars(z)


# Optimizers


def optimizer(name, kind, states, scales=(1.5, 0.05, 3.0, 0.2, 0.8), max_norm=1.0, **options):
    """One tensor starts anywhere and one at zero, whose values are then the sums of its updates alone."""
    draw = Draw(name)
    values = {"a": draw.reals(3, 5).requires_grad_(), "b": torch.zeros(7, requires_grad=True)}
    tensors = {f"initial.{key}": value.detach().clone() for key, value in values.items()}
    method = kind(values.values(), **options)
    for number, scale in enumerate(scales, 1):
        for key, value in values.items():
            value.grad = draw.reals(*value.shape, scale=scale)
            tensors[f"step{number}.grad.{key}"] = value.grad.clone()
        tensors[f"step{number}.norm"] = nn.utils.clip_grad_norm_(values.values(), max_norm).reshape(1)
        method.step()
        for key, value in values.items():
            tensors[f"step{number}.value.{key}"] = value.detach().clone()
            for state in states:
                tensors[f"step{number}.{state}.{key}"] = method.state[value][state].clone()
    return tensors, dict(steps=len(scales), max_norm=max_norm, **options)


def build():
    """Every file as (name, bytes)."""
    spread, full = [3, 5, 1, 4], [5, 2, 7, 1]
    made = {
        "gru-1": (recurrent, nn.GRU, 1, [3, 5, 1], 5),
        "gru-2": (recurrent, nn.GRU, 2, [2, 6, 1, 4], 6),
        "gru-bi": (recurrent, nn.GRU, 2, [4, 1, 7, 6, 4], 7, 2),
        "lstm-1": (recurrent, nn.LSTM, 1, [1, 4, 3], 4),
        "lstm-2": (recurrent, nn.LSTM, 2, [5, 1, 3, 6], 6),
        "lstm-bi": (recurrent, nn.LSTM, 2, [7, 4, 1, 6, 3], 7, 2),
        "attention-additive": (attention, "additive", spread, 6, 3),
        "attention-general": (attention, "general", spread, 6, 3),
        "attention-dot": (attention, "dot", spread, 6, 6),
        "attention-scaled-dot": (attention, "scaled-dot", spread, 6, 6),
        "attention-scaled-dot-query-lengths": (attention, "scaled-dot", [[1, 5, 3], [4, 2, 1], [5, 5, 5], [2, 3, 4]], 6, 6),
        "d2l-bahdanau": (whole_model, Bahdanau, nn.GRU, full, [4, 6, 1, 3]),
        "d2l-lstm": (whole_model, Bahdanau, nn.LSTM, full, [4, 6, 1, 3]),
        "seq2seq-init": (whole_model, Plain, nn.GRU, full, [4, 6, 1, 3]),
        "seq2seq-context": (whole_model, FixedContext, nn.GRU, full, [4, 6, 1, 3]),
        "luong-bidirectional": (whole_model, Luong, nn.LSTM, full, [4, 6, 1, 3]),
        **{name: (paper_model, full, [4, 6, 1, 3]) for name in paper_models.MODELS},
    }
    for name, (make, *arguments) in made.items():
        yield name, to_safetensors(*make(name, *arguments))
    methods = {
        "adam": (torch.optim.Adam, ("exp_avg", "exp_avg_sq"), dict(lr=0.01, betas=(0.9, 0.999), eps=1e-8)),
        "adamw": (torch.optim.AdamW, ("exp_avg", "exp_avg_sq"), dict(lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1)),
        "sgd-momentum": (torch.optim.SGD, ("momentum_buffer",), dict(lr=0.1, momentum=0.9)),
        "adadelta": (torch.optim.Adadelta, ("square_avg", "acc_delta"), dict(lr=1.0, rho=0.95, eps=1e-6)),
    }
    for name, (kind, states, options) in methods.items():
        yield name, to_safetensors(*optimizer(name, kind, states, **options))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the files instead of writing them")
    check = parser.parse_args().check
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    different = []
    for name, data in build():
        path = FOLDER / f"{name}.safetensors"
        if not check:
            path.write_bytes(data)
        elif not path.is_file() or path.read_bytes() != data:
            different.append(path.name)
        print(f"{len(data):7} {path.name}")
    if different:
        sys.exit(f"not the same bytes as computed now: {', '.join(different)}")


if __name__ == "__main__":
    main()
