//! The members of one JSON object as nearly all are: texts without escapes, numbers and words.

/// Goes through them, and stops at what it does not know.
pub(crate) struct Members<'a> {
    rest: &'a str,
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
        Self {
            // With it the private name of numbers begins, which is refused wherever it stands.
            rest: if text.contains('$') { "" } else { text },
            is_begun: false,
            is_whole: false,
        }
    }

    fn takes(&mut self, sign: char) -> bool {
        self.space();
        let behind = self.rest.strip_prefix(sign);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    fn space(&mut self) {
        const SPACE: [char; 4] = [' ', '\n', '\t', '\r'];
        // Nearly always there is none.
        if self.rest.starts_with(SPACE) {
            self.rest = self.rest.trim_start_matches(SPACE);
        }
    }

    fn end<T>(&mut self) -> Option<T> {
        self.space();
        self.is_whole = self.rest.is_empty();
        None
    }

    fn member(&mut self) -> Option<Member<'a>> {
        let name = self.text()?;
        let value = self.takes(':').then(|| self.value())??;
        Some(Member { name, value })
    }

    fn text(&mut self) -> Option<&'a str> {
        self.space();
        let text = self.rest.strip_prefix('"')?;
        let ends = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
        let end = text.as_bytes().iter().position(ends)?;
        let (text, behind) = text.split_at_checked(end)?;
        self.rest = behind.strip_prefix('"')?;
        Some(text)
    }

    fn value(&mut self) -> Option<Scalar<'a>> {
        self.space();
        if self.rest.starts_with('"') {
            return self.text().map(Scalar::Text);
        }
        let ends = |byte: &u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'.');
        let end = self.rest.as_bytes().iter().position(ends)?;
        let (word, behind) = self.rest.split_at_checked(end)?;
        self.rest = behind;
        Some(Scalar::Word(word))
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        let follows = if self.is_begun {
            self.takes(',')
        } else {
            self.is_begun = true;
            if !self.takes('{') {
                return None;
            }
            if self.takes('}') {
                return self.end();
            }
            true
        };
        if follows {
            return self.member();
        }
        if self.takes('}') { self.end() } else { None }
    }
}
