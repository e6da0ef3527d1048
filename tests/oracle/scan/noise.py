#!/usr/bin/env python3
"""Counts the tools' alarms on trees of published code, and prints samples to be looked at.

    python noise.py TREE… --keyleash PROGRAM … [--sample 40] [--seed TEXT]

Whether an alarm is a published key or false is for a person to say: the sample has the line.
"""

import argparse
import pathlib
import random

import score
import tools


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("trees", nargs="+", type=pathlib.Path)
    ask.add_argument("--sample", type=int, default=0)
    ask.add_argument("--seed", default="keyleash-scan-1")
    tools.arguments(ask)
    told = ask.parse_args()
    rows = []
    for name, program in tools.chosen(told):
        row = [name]
        for tree in told.trees:
            found = tools.find(name, program, tree, told.keep)
            places = sorted({(f.path, f.line) for f in found})
            row.append(len(places))
            if told.sample:
                shown = random.Random(f"{told.seed}/{tree.name}").sample(places, min(told.sample, len(places)))
                print(f"{name} on {tree.name}: {len(shown)} of {len(places)} lines")
                for path, line in sorted(shown):
                    text = (tree / path).read_text(errors="replace").splitlines()
                    rules = sorted({f.rule for f in found if (f.path, f.line) == (path, line)})
                    print(f"  {path}:{line} {','.join(rules)} | {text[line - 1].strip()[:160] if line <= len(text) else ''}")
        rows.append(row)
    score.table(["tool", *(tree.name for tree in told.trees)], rows)


if __name__ == "__main__":
    main()
