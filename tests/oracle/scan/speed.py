#!/usr/bin/env python3
"""Times the tools on one tree: whole processes, warm cache, best of some runs.

    python speed.py TREE --keyleash PROGRAM … [--runs 5] [--processors 0 0,1]

Each run is bound to the processors given, so that "one thread" means the same to every tool.
The answer is thrown away. The best run is printed: a busy machine only ever makes a run longer.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import time

import score
import tools


def timed(command, root, processors):
    start, before = time.monotonic(), os.times()
    subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   preexec_fn=lambda: os.sched_setaffinity(0, processors))
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - start, spent


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("tree", type=pathlib.Path)
    ask.add_argument("--runs", type=int, default=5)
    ask.add_argument("--processors", nargs="+", default=["0", "0,1"])
    tools.arguments(ask)
    told = ask.parse_args()
    files = [path for path in told.tree.rglob("*") if path.is_file() and ".git" not in path.parts]
    size = 0
    for path in files:
        size += len(path.read_bytes())
    print(f"{len(files)} files, {size / 1e6:.1f} MB; load {os.getloadavg()[0]:.1f}\n")
    rows = []
    for name, program in tools.chosen(told):
        row = [name]
        for bound in told.processors:
            where = {int(number) for number in bound.split(",")}
            runs = [timed([program, *tools.COMMANDS[name]], told.tree, where) for _ in range(told.runs)]
            wall, spent = min(run[0] for run in runs), min(run[1] for run in runs)
            row += [f"{wall:.2f} s", f"{spent:.2f} s", f"{size / wall / 1e6:.1f}"]
        rows.append(row)
        print(" ".join(row), file=sys.stderr, flush=True)
    score.table(["tool", *(f"{len(b.split(','))} processors: {what}" for b in told.processors
                           for what in ("wall", "processor time", "MB/s"))], rows)


if __name__ == "__main__":
    main()
