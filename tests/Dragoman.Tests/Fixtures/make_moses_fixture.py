"""Writes moses.json: what the scripts of the Moses toolkit make of a few sentences.

Usage: python3 make_moses_fixture.py <folder of the scripts, that with tokenizer, recaser and share>; needs perl.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

SENTENCES = {
    "en": [
        "Hello, Mr. Smith! It's 5,300 o'clock... isn't it?",
        "The dogs' owner said: \"We don't know (yet).\"",
        "A well-known 10-year-old bug: a-b-c, 1-2-3; -x- and --.",
        "a'b'c 'tis 1990's the '90s Jones' 'quoted' end.'",
        "No. 5 and No. Then art. 7, e.g. this, i.e. that. So. what",
        "A,B,,C ,, 5,,6 7, 8,9,",
        "Costs $5.00, £3 or 100% (at 20 °C) & <b>[more]</b> | pipe.",
        "e-mail: a.b@c.org... or http://x.y/z?q=1#r..",
        "tab\there,\u00a0no-break\u202fnarrow \u0001control \u200bzero.",
        "café cafe\u0301 ﬁne \U0001f600\U0001f468\u200d\U0001f469 x² Ⅷ. Ⅷ,5 naïve.",
        "हिन्दी में लिखा है। 漢字 とカナ。 ¿Qué? ¡No! «oui»",
        "... .. . ' \" `` x `y` .. a.. ..b .c d.",
        "\"Stop.\" \"Why?\" 'Because.' she said, 'and',\"so\".",
        "U.S. troops in the U.S. Dr. No met Gen. A. Bc. etc. (or so).",
        "",
    ],
    "fr": [
        "L'eau d'été, aujourd'hui : « c'est l’été ! »",
        "Quoi ? Non ; rien\u00a0! 1\u00a0000 % et 3,5 cm, n'est-ce pas?",
        "M. Dupont, p. ex. Paul, art. 5 et fig. Trois, etc. Voilà.",
        "jusqu'à l'1er '80 rock'n'roll l' eau ' x",
        "Il dit : \"Viens.\" puis „non“ – oui — peut-être…",
    ],
    "de": [
        "Am 3. Oktober 1990 war's soweit, z.B. in Berlin.",
        "Karl V. und Heinrich VIII. sagten: „Nein.“ Nr. 5, bzw. Nr. sechs usw. Ende.",
        "Das kostet 1.000,50 EUR; 20 % mehr -- oder nicht?",
        "Hans' Auto, 100. 101. Straße, ca. Mitte, Übergröße. Äh.",
        "Ein \"Zitat\", und 'noch eins'. 1\u00a0000 ›x‹",
    ],
    "xx": [
        "L'eau, d'été... Mr. X z.B. 3. Oktober",
        "\"Así.\" dijo, \"¿no?\" 1\u00a0000",
        "Приве́т, мир! Это 'тест'. А. Б. В.",
    ],
}


def run(script: str, lines: list[str], *arguments: str) -> list[str]:
    text = "".join(line + "\n" for line in lines)
    done = subprocess.run(["perl", scripts / script, *arguments], input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode().removesuffix("\n").split("\n")


def truecased(lines: list[str]) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        (path := pathlib.Path(folder, "words")).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        run("recaser/train-truecaser.perl", [], "--corpus", str(path), "--model", f"{folder}/model")
        model = pathlib.Path(folder, "model").read_text(encoding="utf-8").splitlines()
        true = run("recaser/truecase.perl", lines, "--model", f"{folder}/model")
    return {"model": sorted(model), "truecased": true, "detruecased": run("recaser/detruecase.perl", true)}


CASED = [
    "The cat saw the dog .",
    "In May the cat may see May .",
    "\" The dog ran . May it ? \" said May .",
    "NATO met in Paris : Paris was wet .",
    "Dog and Cat saw a Dog , a dog and a dog .",
    "( In Paris ) THE END",
    "Éva and the École saw Éva .",
]

scripts = pathlib.Path(sys.argv[1])
fixture = {"truecase": {"cased": CASED, **truecased(CASED)}}
for language, lines in SENTENCES.items():
    words = run("tokenizer/tokenizer.perl", lines, "-q", "-no-escape", "-l", language)
    aggressive = run("tokenizer/tokenizer.perl", lines, "-q", "-no-escape", "-a", "-l", language)
    fixture[language] = {
        "raw": lines,
        "words": words,
        "aggressive": aggressive,
        "joined": run("tokenizer/detokenizer.perl", words, "-q", "-l", language),
        "aggressiveJoined": run("tokenizer/detokenizer.perl", aggressive, "-q", "-l", language),
        "punctuation": run("tokenizer/normalize-punctuation.perl", lines, "-l", language),
    }

path = pathlib.Path(__file__).parent / "moses.json"
path.write_text(json.dumps(fixture, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
