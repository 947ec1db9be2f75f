"""Writes sentence-piece/: two small models that SentencePiece has trained on made-up text, one with pieces taken out of use, and what it makes of sentences.

Usage: python3 make_sentence_piece_fixture.py; needs the package sentencepiece (0.1.97).
"""

import io
import json
import pathlib
import random
import tempfile

import sentencepiece

SYLLABLES = ["la", "le", "ma", "mi", "sol", "fa", "re", "do", "é", "à", "ou", "an", "s", "t", "я", "мы"]
RULES = {"½": "1⁄2", "Ａ": "A", "ﬁ": "fi", "e\u0301": "é", "\u3000": " ", "\u00a0": " ", "\t": " ", "\u200b": "", "¨": " \u0308", "abc": "x"}
ODD = [
    "", " ", "  la  le ", "lamisol famire", "la\u3000le\u00a0do", "<x><x> la<x>", "la▁le ▁la ▁", "▁", "½ ﬁ Ａ e\u0301 e", "\u200bla\u200b \u200b", "¨ la¨",
    "😀 la 👨\u200d👩\u200d👧", "漢字 かな", "\u0301\u0301", "abc abcd ab", "я мы", "keep out", "lakeep outle", "<unk> <s> </s> <0x41>", "zzz qqq", "la.le, do!", "a" * 90, "mi" * 60,
    "la  " + " " * 20 + "le", "do\tre",
]


def words(generator: random.Random, count: int) -> list[str]:
    return ["".join(generator.choices(SYLLABLES, k=generator.choice([1, 1, 2, 2, 3]))) for _ in range(count)]


def lines(seed: int, count: int) -> list[str]:
    generator = random.Random(seed)
    lexicon = words(random.Random(1), 80)
    weights = [1 / (rank + 1) for rank in range(len(lexicon))]
    return [" ".join(generator.choices(lexicon, weights, k=generator.randint(1, 8))) for _ in range(count)]


def train(**options: object) -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(lines(2, 400)), model_writer=model, minloglevel=2, **options)
    return model.getvalue()


def outcome(processor: sentencepiece.SentencePieceProcessor, sentences: list[str]) -> dict:
    pieces = processor.encode(sentences, out_type=str)
    return {"pieces": pieces, "text": [processor.decode(line) if line else "" for line in pieces]}


folder = pathlib.Path(__file__).parent / "sentence-piece"
folder.mkdir(exist_ok=True)
with tempfile.TemporaryDirectory() as temporary:
    rules = pathlib.Path(temporary, "rules.tsv")
    rules.write_text(
        "".join(f"{' '.join(f'{ord(c):X}' for c in a)}\t{' '.join(f'{ord(c):X}' for c in b)}\n" for a, b in RULES.items()), encoding="utf-8")
    unigram = train(model_type="unigram", vocab_size=335, byte_fallback=True, user_defined_symbols=["<x>", "keep out"], normalization_rule_tsv=str(rules))
bpe = train(model_type="bpe", vocab_size=90, user_defined_symbols=["<x>", "keep out"], normalization_rule_name="identity", remove_extra_whitespaces=False)

generator = random.Random(4)
alphabet = [*"lamisofedr   ▁½ﬁ😀漢\u0301.!", *SYLLABLES, *RULES, "<x>", "keep out"]
sentences = ODD + lines(3, 30) + ["".join(generator.choices(alphabet, k=generator.randint(1, 25))) for _ in range(120)]
fixture: dict = {"sentences": sentences}
for name, model in (("unigram", unigram), ("bpe", bpe)):
    fixture[name] = outcome(sentencepiece.SentencePieceProcessor(model_proto=model), sentences)
    (folder / f"{name}.model").write_bytes(model)

processor = sentencepiece.SentencePieceProcessor(model_proto=bpe)
processor.set_vocabulary([processor.id_to_piece(i) for i in range(0, 90, 3)])
(folder / "restricted.model").write_bytes(processor.serialized_model_proto())
fixture["restricted"] = outcome(sentencepiece.SentencePieceProcessor(model_proto=processor.serialized_model_proto()), sentences)
(folder / "outcome.json").write_text(json.dumps(fixture, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
