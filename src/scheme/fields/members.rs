//! The members of one JSON object as nearly all are: texts without escapes, numbers and words.

use crate::lanes;

/// Goes through them, and stops at what it does not know.
pub(crate) struct Members<'a> {
    text: &'a str,
    /// What was read of it, in bytes.
    at: usize,
    /// Whether there are breaks of lines and the like, which no text may hold.
    has_controls: bool,
    is_begun: bool,
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
            is_begun: false,
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

    fn end<T>(&mut self) -> Option<T> {
        self.space();
        self.is_whole = self.at == self.text.len();
        None
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
        let follows = if self.is_begun {
            self.takes(b',')
        } else {
            self.is_begun = true;
            if !self.takes(b'{') {
                return None;
            }
            if self.takes(b'}') {
                return self.end();
            }
            true
        };
        if follows {
            return self.member();
        }
        if self.takes(b'}') { self.end() } else { None }
    }
}
