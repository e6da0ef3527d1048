#!/usr/bin/env python3
"""Makes the signing vectors that no exchange has published, by other programs than keyleash.

    python3 -m venv .venv && .venv/bin/pip install -r tests/oracle/requirements.txt
    .venv/bin/python tests/oracle/regenerate.py            # compares, and says what differs
    .venv/bin/python tests/oracle/regenerate.py --write    # writes the cases anew
    KEYLEASH_WRITE_VECTORS=1 cargo test --all-features --lib every_vector_is_reproduced

Each file in `venues/` yields cases: a name, the fields of `case.json`, and the signature, computed
offline with a fixed clock. The last command renders `text.txt` and `signed.txt` from the cases,
and fails where a signature of this crate is not the one in the case.
"""

import importlib.util
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "data"


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    sys.path.insert(0, str(HERE))
    sys.dont_write_bytecode = True
    write = "--write" in sys.argv[1:]
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")]
    differing = 0
    for path in sorted((HERE / "venues").glob("*.py")):
        if wanted and path.stem not in wanted:
            continue
        for name, case in load(path).cases():
            folder = DATA / path.stem / "signing" / name
            text = json.dumps(case, indent=2, ensure_ascii=False) + "\n"
            file = folder / "case.json"
            if write:
                folder.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            elif not file.exists() or file.read_text() != text:
                differing += 1
                print(f"differs: {path.stem}/{name}")
    if differing:
        sys.exit(1)


if __name__ == "__main__":
    main()
