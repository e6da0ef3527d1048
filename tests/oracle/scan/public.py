#!/usr/bin/env python3
"""Scores the tools on corpora that others made: CredData, leaky-repo, and gitleaks' sample forms.

    python public.py creddata DIR --keyleash PROGRAM …     DIR as CredData's download_data.py leaves it
    python public.py leaky DIR …                           a checkout of leaky-repo
    python public.py forms OUT --generate FILE …           gitleaks' cmd/generate/config/utils/generate.go

The first two hold almost no exchange keys: they show what a scanner for exchanges leaves to others,
and at what it cries wolf. The third fills the forms gitleaks tests its own rules with, which nobody
here chose, with the seeded values of all venues.
"""

import argparse
import csv
import json
import pathlib
import random
import re
from collections import Counter, defaultdict

import score
import shapes
import tools


def creddata(told):
    rows = [row for path in sorted((told.place / "meta").glob("*.csv"))
            for row in csv.DictReader(path.open())]
    lines = defaultdict(list)
    for number, row in enumerate(rows):
        for line in range(int(row["LineStart"]), int(row["LineEnd"]) + 1):
            lines[row["FilePath"], line].append(number)
    true = {n for n, row in enumerate(rows) if row["GroundTruth"] == "T"}
    size = Counter(row["GroundTruth"] for row in rows)
    print(f"{len({r['RepoName'] for r in rows})} repositories, {len({r['FilePath'] for r in rows})} files, "
          f"{size['T']} true, {len(rows) - size['T']} false\n")
    table = []
    for name, program in tools.chosen(told):
        hits, false, other = set(), set(), 0
        for finding in tools.find(name, program, told.place / "data", told.keep):
            here = {n for line in range(finding.line, finding.last + 1)
                    for n in lines.get((f"data/{finding.path}", line), ())}
            hits |= here & true
            if here and not here & true:
                false |= here
            if not here:
                other += 1
        table.append([name, len(hits), f"{len(hits) / len(true):.3f}", len(false), other,
                      f"{len(hits) / (len(hits) + len(false) + other):.3f}" if hits or false or other else "–"])
    score.table(["tool", "true found", "recall", "lines labelled false", "lines without a label", "precision"], table)


def leaky(told):
    want = {}
    for row in csv.reader((told.place / ".leaky-meta" / "secrets.csv").open()):
        if len(row) >= 3 and row[1].strip().isdigit():
            want[row[0]] = int(row[1]), int(row[2])
    total = sum(risk for risk, _ in want.values())
    print(f"{len(want)} files, {total} secrets of risk\n")
    table = []
    for name, program in tools.chosen(told):
        seen = Counter(f.path for f in tools.find(name, program, told.place, told.keep) if not f.path.startswith(".leaky-meta"))
        found = sum(min(seen[path], risk) for path, (risk, _) in want.items())
        beyond = sum(max(0, seen[path] - sum(want.get(path, (0, 0)))) for path in seen)
        table.append([name, found, f"{found / total:.3f}", beyond])
    score.table(["tool", "found", "recall", "beyond the list"], table)


SUFFIX = {"ini": "ini", "json": "json", "xml": "xml", "yaml": "yml", "C#": "cs", "go": "go", "java": "java",
          "kotlin": "kt", "php": "php", "python": "py", "misc": "java", "logstash": "conf", "make": "mk"}


def forms(told):
    text = told.generate.read_text().split("func GenerateSampleSecrets", 1)[1].split("replacer :=", 1)[0]
    made = []
    for line in text.splitlines():
        entry = re.match(r'\s*"([^"]+)":\s+(".*"|`.*`),\s*$', line)
        if entry:
            body = entry[2]
            made.append((entry[1], json.loads(body) if body[0] == '"' else body[1:-1]))
    labels = []
    for venue in shapes.VENUES:
        for number in range(4):
            for form, (name, body) in enumerate(made):
                pair = shapes.Pair(venue, number, random.Random(f"{told.seed}/forms/{venue}/{number}/{form}"))
                if pair.pem:
                    continue
                filled = body.replace("{i}", pair.low).replace("{I}", pair.up).replace("{s}", pair.secret)
                path = pathlib.PurePath(f"{len(labels):05}", f"settings.{SUFFIX[re.split(' ', name)[0]]}")
                target = told.place / "bots" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(filled + "\n")
                line = filled[:filled.index(pair.secret)].count("\n") + 1
                labels.append({"file": str(path), "first": line, "last": line, "spelling": pair.secret,
                               "start": 1, "end": 10**6, "reach": 1, "venue": venue, "form": name})
    print(f"{len(made)} forms, {len(labels)} planted secrets of {len(shapes.VENUES)} venues\n")
    table, by = [], {}
    for name, program in tools.chosen(told):
        found, _ = score.score(tools.find(name, program, told.place / "bots", told.keep), labels)
        by[name] = found
        table.append([name, f"{len(found) / len(labels):.3f}"])
    score.table(["tool", "recall"], table)
    score.table(["form", *by], [[name.replace("|", "/"), *(score.share(by[t], labels, lambda r, n=name: r["form"] == n) for t in by)] for name, _ in made])


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", choices=["creddata", "leaky", "forms"])
    ask.add_argument("place", type=pathlib.Path)
    ask.add_argument("--generate", type=pathlib.Path)
    ask.add_argument("--seed", default="keyleash-scan-1")
    tools.arguments(ask)
    told = ask.parse_args()
    globals()[told.corpus](told)


if __name__ == "__main__":
    main()
