//! The members of one JSON object as nearly all are: texts without escapes, numbers and words, and
//! objects of such.

use crate::lanes;

/// How many objects may lie in one another.
const DEEPEST: usize = 8;

/// Goes through them, and stops at what it does not know.
pub(crate) struct Members<'a> {
    text: &'a str,
    /// What was read of it, in bytes.
    at: usize,
    /// Whether there are breaks of lines and the like, which no text may hold.
    has_controls: bool,
    /// In how many objects the next member is.
    depth: usize,
    /// Whether it is the first of its object.
    is_first: bool,
    /// Whether the whole text was one such object, once there are no more.
    pub(crate) is_whole: bool,
}

#[derive(Clone, Copy)]
pub(crate) struct Member<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: Scalar<'a>,
}

#[derive(Clone, Copy)]
pub(crate) enum Scalar<'a> {
    Text(&'a str),
    /// Letters, digits, `-` and dots: what they are nobody has looked at.
    Word(&'a str),
    /// An object, whose members come next.
    Object,
}

impl<'a> Members<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        // Where there is an escape, it takes a closer look. With `$` the private name of numbers
        // begins, which is refused wherever it stands.
        let is_odd = |byte: u8| u8::from((byte == b'\\') | (byte == b'$'));
        let is_control = |byte: u8| u8::from(byte < 0x20);
        let bytes = text.as_bytes();
        Self {
            text: if lanes::any(bytes, is_odd) { "" } else { text },
            has_controls: lanes::any(bytes, is_control),
            at: 0,
            depth: 0,
            is_first: false,
            is_whole: false,
        }
    }

    fn next_byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn takes(&mut self, sign: u8) -> bool {
        self.space();
        let takes = self.next_byte() == Some(sign);
        self.at += usize::from(takes);
        takes
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.next_byte() {
            self.at += 1;
        }
    }

    /// Goes into an object, if it is not too deep.
    fn open(&mut self) -> bool {
        self.depth += 1;
        self.is_first = true;
        self.depth <= DEEPEST
    }

    fn member(&mut self) -> Option<Member<'a>> {
        let name = self.takes(b'"').then(|| self.text())??;
        let value = self.takes(b':').then(|| self.value())??;
        Some(Member { name, value })
    }

    /// Up to the next quote.
    fn text(&mut self) -> Option<&'a str> {
        let len = lanes::first(self.text.as_bytes().get(self.at..)?, b'"')?;
        let text = self.text.get(self.at..self.at + len)?;
        self.at += len + 1;
        let is_sound = !self.has_controls || !text.bytes().any(|byte| byte < 0x20);
        is_sound.then_some(text)
    }

    fn value(&mut self) -> Option<Scalar<'a>> {
        if self.takes(b'"') {
            return self.text().map(Scalar::Text);
        }
        if self.takes(b'{') {
            return self.open().then_some(Scalar::Object);
        }
        let ends = |byte: u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'.');
        let rest = self.text.get(self.at..)?;
        let len = rest.bytes().position(ends)?;
        self.at += len;
        rest.get(..len).map(Scalar::Word)
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        if self.depth == 0 && !(self.takes(b'{') && self.open()) {
            return None;
        }
        loop {
            let is_first = core::mem::take(&mut self.is_first);
            if self.takes(b'}') {
                self.depth -= 1;
                if self.depth == 0 {
                    self.space();
                    self.is_whole = self.at == self.text.len();
                    // There is nothing behind it that could be taken for a member.
                    self.text = "";
                    self.at = 0;
                    return None;
                }
            } else if is_first || self.takes(b',') {
                return self.member();
            } else {
                return None;
            }
        }
    }
}
