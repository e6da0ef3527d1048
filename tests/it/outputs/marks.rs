//! Secrets that exist in one run only, every form in which a piece of them could be shown, and the
//! search for it.

use base64ct::{Base64, Base64Unpadded, Base64UrlUnpadded, Encoding};
use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    fs::File,
    io::Read,
};

/// The marked secrets of one run.
#[derive(serde::Serialize, serde::Deserialize)]
pub(super) struct Marks {
    pub(super) id: String,
    /// As Binance hands it out.
    pub(super) plain: String,
    /// Base64 of 64 bytes: every venue with a MAC takes it.
    pub(super) base64: String,
    /// As OKX hands out ids, and KuCoin secrets.
    pub(super) uuid: String,
    pub(super) passphrase: String,
    /// An Ed25519 key in PKCS#8, and the text of one for Coinbase.
    pub(super) pem: String,
    pub(super) seed: String,
    /// A P-256 key as SEC 1.
    pub(super) ec_pem: String,
    pub(super) wallet: String,
    /// Hyperliquid's recorded key: an account knows its wallets by name, so it cannot be made up.
    pub(super) known_wallet: String,
}

impl Marks {
    pub(super) fn new(known_wallet: &str) -> Self {
        let seed = random::<32>();
        let mut pkcs8 = vec![
            0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20,
        ];
        pkcs8.extend(seed);
        let mut sec1 = vec![0x30, 0x31, 2, 1, 1, 4, 0x20];
        sec1.extend(random::<32>());
        sec1.extend([0xa0, 0x0a, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7]);
        let pem = |label: &str, der: &[u8]| {
            let body = Base64::encode_string(der);
            let lines: Vec<_> = body
                .as_bytes()
                .chunks(64)
                .map(String::from_utf8_lossy)
                .collect();
            format!(
                "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
                lines.join("\n")
            )
        };
        let uuid = hex(&random::<16>());
        Self {
            id: letters(32),
            plain: letters(64),
            base64: Base64::encode_string(&random::<64>()),
            uuid: [
                &uuid[..8],
                &uuid[8..12],
                &uuid[12..16],
                &uuid[16..20],
                &uuid[20..],
            ]
            .join("-"),
            passphrase: letters(24),
            pem: pem("PRIVATE KEY", &pkcs8),
            seed: Base64::encode_string(&seed),
            ec_pem: pem("EC PRIVATE KEY", &sec1),
            wallet: format!("0x{}", hex(&random::<32>())),
            known_wallet: known_wallet.to_owned(),
        }
    }

    /// Each of them as text, by name.
    pub(super) fn texts(&self) -> [(&'static str, &str); 10] {
        [
            ("id", &self.id),
            ("plain", &self.plain),
            ("base64", &self.base64),
            ("uuid", &self.uuid),
            ("passphrase", &self.passphrase),
            ("pem", &self.pem),
            ("seed", &self.seed),
            ("ec_pem", &self.ec_pem),
            ("wallet", &self.wallet),
            ("known_wallet", &self.known_wallet),
        ]
    }

    /// Looks for all of them.
    pub(super) fn finder(&self) -> Finder {
        let mut finder = Finder::default();
        for (name, text) in self.texts() {
            // Of a block its armour is no secret.
            let body: String = text
                .lines()
                .filter(|line| !line.starts_with("-----"))
                .collect();
            finder.add_forms(name, body.as_bytes());
            let bytes = if name.ends_with("wallet") {
                unhex(&body[2..])
            } else if name == "uuid" {
                unhex(&body.replace('-', ""))
            } else {
                Base64::decode_vec(&body).unwrap_or_default()
            };
            if !bytes.is_empty() {
                finder.add_forms(&format!("{name}, decoded"), &bytes);
            }
        }
        finder
    }
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let mut random = File::open("/dev/urandom").unwrap();
    random.read_exact(&mut bytes).unwrap();
    bytes
}

/// Every fourth of them is a digit: one in some hundred without would be a word to the fence that
/// hides what looks like a key.
fn letters(length: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut text = String::new();
    while text.len() < length {
        let [byte] = random();
        let is_place = |letter: &&u8| text.len() % 4 != 3 || letter.is_ascii_digit();
        if let Some(letter) = LETTERS.get(usize::from(byte & 63)).filter(is_place) {
            text.push(char::from(*letter));
        }
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn unhex(digits: &str) -> Vec<u8> {
    (0..digits.len() / 2)
        .map(|at| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).unwrap())
        .collect()
}

/// What is searched for: windows of each form, six bytes of a secret or more.
#[derive(Default)]
pub(super) struct Finder {
    /// By length; with what each is a piece of.
    windows: BTreeMap<usize, HashMap<Vec<u8>, String>>,
    /// Six raw bytes, for lists of numbers.
    raw: HashMap<Vec<u8>, String>,
}

impl Finder {
    /// A secret in every form.
    fn add_forms(&mut self, name: &str, bytes: &[u8]) {
        // Six digits are in every time, so of digits as many are taken as stand for six bytes.
        let is_hex = bytes
            .iter()
            .all(|byte| byte.is_ascii_hexdigit() || b"x-".contains(byte));
        let width = if is_hex { 12 } else { 6 };
        self.add(&format!("{name}, as it is"), bytes, width);
        let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
        self.add(&format!("{name}, reversed"), &reversed, width);
        let digits = hex(bytes);
        self.add(&format!("{name}, hex"), digits.as_bytes(), 12);
        self.add(
            &format!("{name}, HEX"),
            digits.to_uppercase().as_bytes(),
            12,
        );
        for skipped in 0..3.min(bytes.len()) {
            let text = Base64Unpadded::encode_string(&bytes[skipped..]);
            self.add(&format!("{name}, base64"), text.as_bytes(), 8);
            let text = Base64UrlUnpadded::encode_string(&bytes[skipped..]);
            self.add(&format!("{name}, base64url"), text.as_bytes(), 8);
        }
        let percent: String = bytes.iter().fold(String::new(), |mut text, byte| {
            match byte {
                byte if byte.is_ascii_alphanumeric() => text.push(char::from(*byte)),
                byte => write!(text, "%{byte:02X}").unwrap(),
            }
            text
        });
        self.add(
            &format!("{name}, percent-encoded"),
            percent.as_bytes(),
            18.min(width * 2),
        );
        let escaped = String::from_utf8_lossy(bytes).replace('/', "\\/");
        if str::from_utf8(bytes).is_ok() {
            self.add(&format!("{name}, escaped"), escaped.as_bytes(), width);
        }
        for window in bytes.windows(6) {
            self.raw
                .insert(window.to_vec(), format!("{name}, as numbers"));
        }
    }

    /// What a signer made: a signature, a token.
    pub(super) fn add_made(&mut self, text: &str) {
        let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.add(
            "what was signed",
            text.as_bytes(),
            if is_hex { 12 } else { 8 },
        );
    }

    fn add(&mut self, name: &str, text: &[u8], width: usize) {
        let windows = self.windows.entry(width).or_default();
        for window in text.windows(width) {
            if window.iter().any(|byte| *byte != window[0]) {
                windows
                    .entry(window.to_vec())
                    .or_insert_with(|| name.to_owned());
            }
        }
    }

    /// What of a secret is in `text`, and what stands around it.
    pub(super) fn find(&self, text: &[u8]) -> Option<String> {
        for (width, wanted) in &self.windows {
            let mut begins = vec![false; 1 << 16];
            for window in wanted.keys() {
                begins[usize::from(window[0]) << 8 | usize::from(window[1])] = true;
            }
            for (at, window) in text.windows(*width).enumerate() {
                if begins[usize::from(window[0]) << 8 | usize::from(window[1])]
                    && let Some(name) = wanted.get(window)
                {
                    let around = &text[at.saturating_sub(120)..text.len().min(at + 80)];
                    return Some(format!("{name}: …{}…", String::from_utf8_lossy(around)));
                }
            }
        }
        numbers(text).into_iter().find_map(|list| {
            list.windows(6)
                .find_map(|window| self.raw.get(window).cloned())
        })
    }
}

/// Every list of six numbers or more that are bytes, as `Debug` writes them, on one line or on many.
fn numbers(text: &[u8]) -> Vec<Vec<u8>> {
    let mut lists = vec![Vec::new()];
    let mut number: Option<u32> = None;
    for byte in text {
        match (byte, number) {
            (b'0'..=b'9', so_far) => {
                let digit = u32::from(byte - b'0');
                number = Some(so_far.unwrap_or(0).saturating_mul(10).saturating_add(digit));
            }
            (b' ' | b'\n', _) => {}
            (b',', Some(value)) if value < 256 => {
                lists.last_mut().unwrap().push(u8::try_from(value).unwrap());
                number = None;
            }
            (_, last) => {
                let open = lists.last_mut().unwrap();
                open.extend(last.and_then(|value| u8::try_from(value).ok()));
                number = None;
                if !open.is_empty() {
                    lists.push(Vec::new());
                }
            }
        }
    }
    lists.retain(|list| list.len() >= 6);
    lists
}

/// Each form is found, from the middle of a secret too, and what is no secret is not.
#[test]
fn every_form_is_found() {
    let marks = Marks::new("0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd01");
    let finder = marks.finder();
    let found = |text: &str| finder.find(format!("some text {text} and more").as_bytes());
    for (name, text) in marks.texts() {
        let body = text.lines().find(|line| !line.starts_with("--")).unwrap();
        let piece = &body[body.len() / 2 - 8..body.len() / 2 + 8];
        let bytes = piece.as_bytes();
        let reversed: String = piece.chars().rev().collect();
        let quoted = serde_json::to_string(piece).unwrap();
        for form in [
            piece.to_owned(),
            reversed,
            quoted,
            hex(bytes),
            hex(bytes).to_uppercase(),
            Base64::encode_string(bytes),
            Base64UrlUnpadded::encode_string(&bytes[1..]),
            format!("{bytes:?}"),
            format!("{bytes:#?}"),
            format!("{piece:02x?}"),
        ] {
            assert!(found(&form).is_some(), "{name}: {form}");
        }
    }
    let bytes = Base64::decode_vec(&marks.base64).unwrap();
    for form in [
        format!("{:?}", &bytes[9..15]),
        hex(&bytes[9..15]),
        Base64UrlUnpadded::encode_string(&bytes[7..17]),
    ] {
        assert!(found(&form).is_some(), "{form}");
    }
    assert_eq!(
        found("1795136400123, [1, 2, 3, 4, 5, 6], 9260d790 BEGIN PRIVATE KEY"),
        None
    );
}
