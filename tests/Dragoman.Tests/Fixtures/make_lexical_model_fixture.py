"""Writes lexical-model.json: IBM model 1 (Brown et al. 1993) learnt from random pairs, as the paper says it, with dictionaries.

Usage: python3 make_lexical_model_fixture.py
"""

import json
import pathlib
import random
from collections import defaultdict

EOS = 3
FIRST = 4
NOTHING = -1  # the empty word
SOURCE, TARGET, ITERATIONS = 20, 24, 6


def draw(seed: int, count: int) -> list[tuple[list[int], list[int]]]:
    generator = random.Random(seed)
    pairs = []
    for _ in range(count):
        source = [generator.randrange(FIRST, SOURCE) for _ in range(generator.randint(1, 7))]
        target = [min(word + 2, TARGET - 1) if generator.random() < 0.8 else generator.randrange(FIRST, TARGET) for word in source]
        if generator.random() < 0.5:
            target.append(generator.randrange(FIRST, FIRST + 2))
        generator.shuffle(target)
        pairs.append((source, target))
    return pairs


def learn(pairs: list[tuple[list[int], list[int]]]) -> dict[tuple[int, int], float]:
    table: dict[tuple[int, int], float] = defaultdict(lambda: 1.0)
    for _ in range(ITERATIONS):
        counts: dict[tuple[int, int], float] = defaultdict(float)
        totals: dict[int, float] = defaultdict(float)
        for source, target in pairs:
            for word in target:
                whole = sum(table[other, word] for other in [NOTHING, *source])
                for other in [NOTHING, *source]:
                    share = table[other, word] / whole
                    counts[other, word] += share
                    totals[other] += share
        table = defaultdict(float, {entry: count / totals[entry[0]] for entry, count in counts.items()})
    return table


pairs = draw(seed=7, count=60)
table = learn(pairs)
fixture = {
    "source": SOURCE,
    "target": TARGET,
    "iterations": ITERATIONS,
    "pairs": [[source + [EOS], target + [EOS]] for source, target in pairs],
    "table": [[source, target, table[source, target]] for source in [NOTHING, *range(FIRST, SOURCE)] for target in range(FIRST, TARGET)],
}
path = pathlib.Path(__file__).with_name("lexical-model.json")
path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
