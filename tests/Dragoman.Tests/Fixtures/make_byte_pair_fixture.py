"""Writes byte-pair.json: what subword-nmt (the PyPI package of this name) learns from a small text and makes of it.

Usage: PYTHONPATH=<subword-nmt> python3 make_byte_pair_fixture.py
"""

import io
import json
import pathlib
import random

from subword_nmt.apply_bpe import BPE
from subword_nmt.get_vocab import get_vocab
from subword_nmt.learn_bpe import learn_bpe

ALPHABETS = ["abcdeaaaee", "lowernewid", "éàçßœ", "абвгд", "漢字仮名", "\U0001d11e\U0001f600\ufb01\ue000", "@.,'</w>"]


def words(seed: int, count: int) -> list[str]:
    generator = random.Random(seed)
    syllables = ["".join(generator.choices(alphabet, k=generator.randint(1, 3))) for alphabet in ALPHABETS for _ in range(6)]
    return ["".join(generator.choices(syllables, k=generator.choice([1, 1, 2, 2, 3, 4]))) for _ in range(count)]


def lines(seed: int, count: int) -> list[str]:
    generator = random.Random(seed)
    lexicon = words(1, 120)
    weights = [1 / (rank + 1) for rank in range(len(lexicon))]
    text = [" ".join(generator.choices(lexicon, weights, k=generator.randint(1, 9))) for _ in range(count)]
    return text + ["aaaa aaaaa aaaaaa", "abababab babababa", "a  b", "\U0001d11e \ue000 \U0001d11e\ue000"]


def apply(codes: str, text: list[str], vocabulary: set[str] | None = None) -> list[str]:
    bpe = BPE(io.StringIO(codes), vocab=vocabulary)
    return [bpe.segment(line) for line in text]


learnt = lines(2, 200)
unseen = lines(3, 60) + [" ".join(words(4, 40)), "z", "zz", "x" * 70]
codes = {}
for merges in (10, 150, 400):
    output = io.StringIO()
    learn_bpe([line + "\n" for line in learnt], output, merges, min_frequency=2)
    codes[merges] = output.getvalue()

pieces = io.StringIO()
get_vocab([line + "\n" for line in apply(codes[400], learnt)], pieces)
counts = dict(line.split(" ") for line in pieces.getvalue().splitlines())
frequent = {piece for piece, count in counts.items() if int(count) >= 12}
fixture = {
    "learnt": learnt,
    "unseen": unseen,
    "codes": {str(merges): text for merges, text in codes.items()},
    "pieces": {str(merges): apply(text, unseen) for merges, text in codes.items()},
    "threshold": 12,
    "restricted": apply(codes[400], unseen, frequent),
    "oldCodes": "a a\na </w>\nb a\nba </w>\n",
    "oldPieces": apply("#version: 0.1\na a\na </w>\nb a\nba </w>\n", unseen),
}
path = pathlib.Path(__file__).parent / "byte-pair.json"
path.write_text(json.dumps(fixture, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
