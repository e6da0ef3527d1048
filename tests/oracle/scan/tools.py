"""Runs keyleash's scanner and its peers on a tree, each with its defaults, and reads their answers.

A finding is `(path, line, last line, column or None, text or None)`: not every tool says a column,
and keyleash and detect-secrets never say the text.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import tempfile
from collections import namedtuple

Finding = namedtuple("Finding", "path line last column text digest rule", defaults=(None,) * 4)


def say(command, root, codes):
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, errors="replace")
    if done.returncode not in codes:
        raise SystemExit(f"{command[0]} ended with {done.returncode}: {done.stderr[-400:]}")
    return done.stdout


def tidy(path):
    return os.path.normpath(str(path))


def keyleash(program, root):
    told = json.loads(say([program, "scan", "--format", "json", "."], root, (0, 1)))
    return [
        Finding(tidy(f["path"]), f["line"], f.get("end_line", f["line"]), f.get("column"), None, None, f["rule"])
        for f in told["findings"]
    ]


def ripsecrets(program, root):
    found = []
    for line in say([program, "--only-matching", "."], root, (0, 1)).splitlines():
        path, number, text = line.split(":", 2)
        found.append(Finding(tidy(path), int(number), int(number), None, text, None, "random"))
    return found


def gitleaks(program, root):
    with tempfile.TemporaryDirectory() as place:
        report = pathlib.Path(place, "report.json")
        say([program, "dir", ".", "-f", "json", "-r", str(report), "--no-banner", "-l", "error"], root, (0, 1))
        told = json.loads(report.read_text() or "[]")
    return [
        Finding(tidy(f["File"]), f["StartLine"], f["EndLine"], None, f["Secret"], None, f["RuleID"])
        for f in told or []
    ]


def detect_secrets(program, root):
    told = json.loads(say([program, "scan", "--all-files", "--no-verify", "."], root, (0,)))
    return [
        Finding(tidy(path), f["line_number"], f["line_number"], None, None, f["hashed_secret"], f["type"])
        for path, findings in told["results"].items()
        for f in findings
    ]


def credsweeper(program, root):
    with tempfile.TemporaryDirectory() as place:
        report = pathlib.Path(place, "report.json")
        say([program, "--path", ".", "--save-json", str(report), "--no-stdout", "--log", "critical",
             "--jobs", "2"], root, (0, 1))
        told = json.loads(report.read_text()) if report.exists() else []
    return [
        Finding(tidy(d["path"]), d["line_num"], d["line_num"], None, d["value"], None, f["rule"])
        for f in told
        for d in f["line_data_list"]
    ]


TOOLS = {
    "keyleash": keyleash,
    "gitleaks": gitleaks,
    "detect-secrets": detect_secrets,
    "CredSweeper": credsweeper,
    "ripsecrets": ripsecrets,
}

# What is timed: the same work, with the answer thrown away.
COMMANDS = {
    "keyleash": ["scan", "--format", "json", "."],
    "gitleaks": ["dir", ".", "--no-banner", "-l", "error"],
    "detect-secrets": ["scan", "--all-files", "--no-verify", "."],
    "CredSweeper": ["--path", ".", "--no-stdout", "--log", "critical"],
    "ripsecrets": ["."],
}


def digest(text):
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def find(name, program, root, keep=None):
    """A tool's findings in a tree; where `keep` is given, from there if it has run before."""
    if keep is None:
        return TOOLS[name](program, root)
    place = keep / f"{name}-{digest(str(root.resolve()))[:12]}.json"
    if not place.exists() or name == "keyleash":
        keep.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(TOOLS[name](program, root)))
    return [Finding(*row) for row in json.loads(place.read_text())]


def arguments(ask):
    ask.add_argument("--keep", type=pathlib.Path, metavar="DIR",
                     help="keep the peers' findings here, and take them from here the next time")
    for name in TOOLS:
        ask.add_argument(f"--{name.lower()}", metavar="PROGRAM", help=f"where {name} is; left out if not given")


def chosen(told):
    """The tools whose programs were given, with their absolute paths."""
    for name in TOOLS:
        program = getattr(told, name.lower().replace("-", "_"))
        if program:
            yield name, str(pathlib.Path(program).absolute())
