#!/usr/bin/env python3
"""Writes the seeded corpus: planted keys, and clean twins, in two halves, with labels.

    python corpus.py OUT [--half development|heldout] [--seed TEXT]

OUT gets `bots/` and `twins/`, each file in a folder of its own, and `labels.json`: for every
planted value its file, lines, columns, part, venue and template.
"""

import argparse
import json
import pathlib
import random

import clean
import development
import heldout
from shapes import pairs

HALVES = {"development": development.TEMPLATES, "heldout": heldout.TEMPLATES}


def locate(text, value, pem):
    """Lines and columns of a value in a text, from 1, and how the value is spelled there."""
    spellings = [value, json.dumps(value)[1:-1]]
    for spelling in spellings:
        at = text.find(spelling)
        if at >= 0:
            break
    else:
        # A PEM over several lines: from its first line to its last, however they are indented.
        lines = pem.strip().splitlines()
        at, end = text.find(lines[0]), text.find(lines[-1])
        assert at >= 0 and end >= 0, value
        first, last = text.count("\n", 0, at) + 1, text.count("\n", 0, end) + 1
        return [(first, last, 1, 10**6, lines[1])]
    places = []
    while at >= 0:
        line = text.count("\n", 0, at) + 1
        column = at - (text.rfind("\n", 0, at) + 1) + 1
        places.append((line, line, column, column + len(spelling) - 1, spelling))
        at = text.find(spelling, at + len(spelling))
    return places


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def make(out, half, seed):
    templates, labels, number = HALVES[half], [], 0
    for kind, name, template in templates:
        # New values in each template, so that no tool profits from having seen one before.
        for pair in pairs(seed, f"{half}/{name}"):
            path, text = template(pair)
            path = pathlib.PurePath("bots", kind, f"{number:05}", path)
            write(out / path, text)
            number += 1
            for part, value in pair.planted():
                if value not in text and json.dumps(value)[1:-1] not in text and not (part == "secret" and pair.pem and "-----BEGIN" in text):
                    # A form without a place for it, such as a passphrase in a call of two values.
                    continue
                for first, last, start, end, spelling in locate(text, value, pair.pem):
                    labels.append({
                        "file": str(path), "first": first, "last": last, "start": start, "end": end,
                        "part": part, "venue": pair.venue, "type": kind, "template": name,
                        "spelling": spelling,
                    })
    rng, made = random.Random(f"{seed}/{half}/clean"), []
    drawn = list(pairs(seed, f"{half}/clean"))
    for number, (family, kind, path, text) in enumerate(clean.files(half, templates, rng, drawn)):
        path = pathlib.PurePath("twins", kind, f"{number:05}", path)
        write(out / path, text)
        made.append({"file": str(path), "family": family, "type": kind})
    (out / "labels.json").write_text(json.dumps({"planted": labels, "clean": made}, indent=1))
    return sum(row["part"] != "address" for row in labels), len(made)


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("out", type=pathlib.Path)
    ask.add_argument("--half", choices=list(HALVES), default="development")
    ask.add_argument("--seed", default="keyleash-scan-1")
    told = ask.parse_args()
    planted, made = make(told.out, told.half, told.seed)
    print(f"{told.half}: {planted} planted values, {made} clean files")


if __name__ == "__main__":
    main()
