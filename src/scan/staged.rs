//! What the next commit would change, as it is staged: not as it lies in the work tree.

use super::{Error, Outcome, git, objects, outcome::Watched};
use std::path::Path;

pub(super) fn scan(root: &Path, watched: &Watched) -> Result<Outcome, Error> {
    let mut changes = git::command(root);
    git::with_index(&mut changes);
    changes.args([
        "diff",
        "--cached",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        // `diff.relative` would leave out all that is not below `root`.
        "--no-relative",
    ]);
    changes.args(["--no-ext-diff", "--no-textconv", "--diff-filter=ACMRT"]);
    let list = git::output(&mut changes, "list what is staged")?;
    let mut outcome = objects::scan(root, watched, |input| {
        let mut fields = list.split(|byte| *byte == 0);
        while let (Some(change), Some(path)) = (fields.next(), fields.next()) {
            // `:<mode> <mode> <id> <id> <status>`
            let mut change = change.split(|byte| *byte == b' ');
            let (mode, id) = (change.nth(1), change.nth(1));
            let (Some(mode), Some(id)) = (mode, id) else {
                return Err(objects::failed());
            };
            // The commit of a submodule is not in this repository.
            if mode != b"160000" {
                let path = git::lossy(path).replace('\n', " ");
                let line = [id, b" ", path.as_bytes(), b"\n"].concat();
                input.write_all(&line).map_err(|_| objects::failed())?;
            }
        }
        Ok(())
    })?;
    for finding in &mut outcome.findings {
        finding.commit = None;
    }
    Ok(outcome)
}
