//! A terminal's text as a picture that needs no font, no script and nothing from elsewhere.

use std::fmt::Write as _;

/// In pixels: a character, a line, and the space around all of them.
const COLUMN: f32 = 8.4;
const LINE: usize = 19;
const MARGIN: usize = 16;
const COLUMNS: usize = 80;

/// A command and what it shows.
pub(super) fn drawn(command: &str, text: &str) -> String {
    let lines: Vec<String> = std::iter::once(format!("\u{1b}[2m$\u{1b}[0m {command}"))
        .chain(text.lines().map(str::to_owned))
        .collect();
    let (width, height) = (2 * MARGIN + 672, 2 * MARGIN + lines.len() * LINE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>What {command} shows about three keys</title>\n\
         <style>\
         rect{{fill:#161b22}}\
         text{{fill:#e6edf3;font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}}\
         .b{{font-weight:bold}}.d{{fill:#8b949e}}.r{{fill:#ff7b72;font-weight:bold}}\
         .g{{fill:#7ee787;font-weight:bold}}.y{{fill:#e3b341;font-weight:bold}}\
         </style>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\"/>\n"
    );
    for (at, line) in lines.iter().enumerate() {
        let y = MARGIN + at * LINE + 14;
        let _ = write!(out, "<text y=\"{y}\">");
        let mut column: u16 = 0;
        for (style, text) in spans(line) {
            let length = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
            let begins = text.len() - text.trim_start().len();
            let shown = text.trim();
            if !shown.is_empty() {
                let x = 16.0 + COLUMN * f32::from(column + u16::try_from(begins).unwrap_or(0));
                let wide = COLUMN * f32::from(u16::try_from(shown.chars().count()).unwrap_or(0));
                let class = style.map_or_else(String::new, |style| format!(" class=\"{style}\""));
                let _ = write!(
                    out,
                    "<tspan x=\"{x:.1}\" textLength=\"{wide:.1}\"{class}>{}</tspan>",
                    escaped(shown)
                );
            }
            column += length;
        }
        assert!(usize::from(column) <= COLUMNS, "{line}");
        out.push_str("</text>\n");
    }
    out.push_str("</svg>\n");
    out
}

/// The text without its styles.
pub(super) fn plain(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let texts = spans(line).into_iter().map(|(_, text)| text);
        texts.collect::<String>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The parts of a line, each with its class.
fn spans(line: &str) -> Vec<(Option<&'static str>, &str)> {
    let mut parts = line.split('\u{1b}');
    let mut spans = vec![(None, parts.next().unwrap_or_default())];
    let mut style = None;
    for part in parts {
        let (code, text) = part.split_once('m').unwrap_or(("", part));
        style = match code {
            "[0" => None,
            "[1" => Some("b"),
            "[2" => Some("d"),
            "[31" => Some("r"),
            "[32" => Some("g"),
            "[33" => Some("y"),
            _ => style,
        };
        spans.push((style, text));
    }
    spans
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
