#!/usr/bin/env python3
"""Runs the tools on a half of the seeded corpus and prints recall and false alarms as tables.

    python score.py CORPUS --keyleash PROGRAM [--gitleaks PROGRAM] … [--misses FILE]

A planted value counts as found when a finding stands on its lines and its text or column touches
the value. A tool that says neither (detect-secrets says a hash) gets all values of the line where
the hash is of none of them: in doubt, for the peer.
"""

import argparse
import json
import pathlib
from collections import Counter, defaultdict

import tools


def touches(finding, label):
    """Whether a finding is of this planted value."""
    if not (finding.line <= label["last"] and finding.last >= label["first"]):
        return False
    if label["first"] != label["last"]:
        return True
    if finding.text is not None:
        seen, value = finding.text.strip(), label["spelling"]
        size = min(8, len(value))
        return bool(seen) and (seen in value and len(seen) >= size or any(
            value[at:at + size] in seen for at in range(len(value) - size + 1)))
    if finding.column is not None:
        return label["reach"] <= finding.column <= label["end"]
    return True


def score(findings, labels):
    """Which labels were found, and which findings are of none of them."""
    places = defaultdict(list)
    for number, label in enumerate(labels):
        places[label["file"]].append(number)
    found, loose = set(), []
    for finding in findings:
        here = [n for n in places.get(finding.path, ()) if touches(finding, labels[n])]
        if finding.digest is not None:
            same = [n for n in here if tools.digest(labels[n]["spelling"]) == finding.digest]
            here = same or here
        found.update(n for n in here if labels[n].get("part") != "address")
        if not here:
            loose.append(finding)
    return found, loose


def reach(labels):
    """A finding's column may stand left of the value, as far as the value before it on the line."""
    lines = defaultdict(list)
    for label in labels:
        lines[label["file"], label["first"]].append(label)
    for same in lines.values():
        last = 0
        for label in sorted(same, key=lambda label: label["start"]):
            label["reach"], last = last + 1, label["end"]


def share(found, labels, keep):
    of = [n for n, label in enumerate(labels) if keep(label)]
    return f"{sum(n in found for n in of) / len(of):.3f}" if of else "–"


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", type=pathlib.Path)
    ask.add_argument("--misses", type=pathlib.Path, help="write what keyleash missed or alarmed at")
    tools.arguments(ask)
    told = ask.parse_args()
    made = json.loads((told.corpus / "labels.json").read_text())
    labels, twins = made["planted"], {row["file"]: row for row in made["clean"]}
    reach(labels)
    results = {}
    for name, program in tools.chosen(told):
        def run(tree, name=name, program=program):
            return [f._replace(path=f"{tree}/{f.path}")
                    for f in tools.find(name, program, told.corpus / tree, told.keep)]

        found, loose = score(run("bots"), labels)
        alarms = run("twins")
        results[name] = found, loose, alarms
    names = list(results)
    parts = ["secret", "key", "passphrase"]

    print(f"{sum(r['part'] != 'address' for r in labels)} planted values in {len({r['file'] for r in labels})} files, {len(twins)} clean files\n")
    rows = []
    for name, (found, loose, alarms) in results.items():
        hits = len(found)
        false = len(loose) + len(alarms)
        family = Counter(twins[f.path]["family"] for f in alarms)
        rows.append([name, *(share(found, labels, lambda r, p=p: r["part"] == p) for p in parts),
                     share(found, labels, lambda r: r["part"] != "address"), len(loose),
                     *(family[k] for k in ("placeholder", "lookup", "lookalike")),
                     f"{hits / (hits + false):.3f}" if hits + false else "–"])
    table(["tool", "secrets", "key ids", "passphrases", "all", "beside a value", "placeholders", "look-ups",
           "look-alikes", "precision"], rows)

    for part in ("secret", "key"):
        kinds = sorted({r["type"] for r in labels})
        print(f"Recall by file type, {part}:\n")
        table(["tool", *kinds], [[name, *(share(results[name][0], labels, lambda r, k=k: r["part"] == part and r["type"] == k) for k in kinds)] for name in names])
    venues = sorted({r["venue"] for r in labels})
    print("Recall by venue, secret / key id:\n")
    table(["venue", *names], [[v, *(" / ".join(share(results[n][0], labels, lambda r, p=p: r["venue"] == v and r["part"] == p) for p in ("secret", "key")) for n in names)] for v in venues])
    forms = sorted({r["template"] for r in labels})
    print("Recall by form, secret / key id:\n")
    table(["form", *names], [[v, *(" / ".join(share(results[n][0], labels, lambda r, p=p: r["template"] == v and r["part"] == p) for p in ("secret", "key")) for n in names)] for v in forms])

    if told.misses and "keyleash" in results:
        found, loose, alarms = results["keyleash"]
        missed = [label for n, label in enumerate(labels) if n not in found and label["part"] != "address"]
        told.misses.write_text(json.dumps({
            "missed": missed,
            "beside": [f._asdict() for f in loose],
            "alarms": [{**f._asdict(), "family": twins[f.path]["family"]} for f in alarms],
        }, indent=1))


if __name__ == "__main__":
    main()
