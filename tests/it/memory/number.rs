//! Numbers modulo the order of a curve, as far as the needles need them.

/// A number below 2^256, its lowest word first.
pub(crate) type Number = [u64; 4];

/// The order of edwards25519 (RFC 8032, section 5.1).
pub(crate) const EDWARDS: Number = [0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6, 0, 1 << 60];
/// The order of P-256 (FIPS 186-4, D.1.2.3).
pub(crate) const P256: Number = [
    0xf3b9_cac2_fc63_2551,
    0xbce6_faad_a717_9e84,
    u64::MAX,
    0xffff_ffff_0000_0000,
];
/// The order of secp256k1 (SEC 2, section 2.4.1).
pub(crate) const SECP256K1: Number = [
    0xbfd2_5e8c_d036_4141,
    0xbaae_dce6_af48_a03b,
    u64::MAX - 1,
    u64::MAX,
];

fn add(a: Number, b: Number) -> (Number, bool) {
    let (mut sum, mut carry) = ([0; 4], false);
    for at in 0..4 {
        let (half, first) = a[at].overflowing_add(b[at]);
        let (word, second) = half.overflowing_add(carry.into());
        (sum[at], carry) = (word, first || second);
    }
    (sum, carry)
}

/// `a - b`, and whether `b` was larger.
pub(crate) fn minus(a: Number, b: Number) -> (Number, bool) {
    let (mut difference, mut borrow) = ([0; 4], false);
    for at in 0..4 {
        let (half, first) = a[at].overflowing_sub(b[at]);
        let (word, second) = half.overflowing_sub(borrow.into());
        (difference[at], borrow) = (word, first || second);
    }
    (difference, borrow)
}

pub(crate) fn sum(a: Number, b: Number, order: Number) -> Number {
    let (sum, carry) = add(a, b);
    let (reduced, below) = minus(sum, order);
    if below && !carry { sum } else { reduced }
}

pub(crate) fn product(a: Number, b: Number, order: Number) -> Number {
    bits(&little(a)).fold([0; 4], |product, bit| {
        let double = sum(product, product, order);
        if bit { sum(double, b, order) } else { double }
    })
}

/// `1 / a`, by Fermat.
pub(crate) fn inverse(a: Number, order: Number) -> Number {
    let exponent = minus(order, [2, 0, 0, 0]).0;
    bits(&little(exponent)).fold([1, 0, 0, 0], |power, bit| {
        let square = product(power, power, order);
        if bit {
            product(square, a, order)
        } else {
            square
        }
    })
}

/// The bytes, lowest first, as a number modulo `order`.
pub(crate) fn reduced(bytes: &[u8], order: Number) -> Number {
    bits(bytes).fold([0; 4], |number, bit| {
        let double = sum(number, number, order);
        if bit {
            sum(double, [1, 0, 0, 0], order)
        } else {
            double
        }
    })
}

/// The same, highest byte first.
pub(crate) fn from_big(bytes: &[u8], order: Number) -> Number {
    let bytes: Vec<_> = bytes.iter().rev().copied().collect();
    reduced(&bytes, order)
}

pub(crate) fn little(number: Number) -> Vec<u8> {
    number.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// The highest bit first.
fn bits(bytes: &[u8]) -> impl Iterator<Item = bool> {
    let bits = |byte: u8| (0..8).rev().map(move |bit| byte >> bit & 1 == 1);
    bytes.iter().rev().copied().flat_map(bits)
}
