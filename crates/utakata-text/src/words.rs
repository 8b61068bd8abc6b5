//! Tables of words, asked at every place of a text: almost always the answer is no, and it must cost next to nothing.

/// Words with what each means.
pub(crate) trait Vocabulary<T> {
    /// Words and meanings.
    fn entries(&self) -> &[(&'static str, T)];

    /// Whether a word may begin with `first`; letters without case. May say yes for one that does not.
    fn may_begin(&self, _first: char) -> bool {
        true
    }

    /// Whether a word may begin with `first` and go on with `second`, or be `first` alone.
    fn may_go_on(&self, _first: char, _second: Option<char>) -> bool {
        true
    }

    /// Whether a word may end with `last`.
    fn may_end(&self, _last: char) -> bool {
        true
    }
}

impl<T> Vocabulary<T> for [(&'static str, T)] {
    fn entries(&self) -> &[(&'static str, T)] {
        self
    }
}

impl<T, const N: usize> Vocabulary<T> for [(&'static str, T); N] {
    fn entries(&self) -> &[(&'static str, T)] {
        self
    }
}

/// Bits of a set of characters, hashed (no false no, few false yes).
const BITS: usize = 2048;

/// A large table with the sets of its first and last characters, made when the program is compiled.
#[derive(Debug)]
pub(crate) struct Words<T: 'static> {
    entries: &'static [(&'static str, T)],
    heads: [u64; BITS / 64],
    /// First and second characters together, of words of more than one.
    pairs: [u64; BITS / 64],
    /// Words of one character.
    alone: [u64; BITS / 64],
    tails: [u64; BITS / 64],
}

impl<T> Words<T> {
    pub(crate) const fn new(entries: &'static [(&'static str, T)]) -> Self {
        let (mut heads, mut tails) = ([0; BITS / 64], [0; BITS / 64]);
        let (mut pairs, mut alone) = ([0; BITS / 64], [0; BITS / 64]);
        let mut at = 0;
        while at < entries.len() {
            let bytes = entries[at].0.as_bytes();
            let head = bit(first(bytes, 0));
            heads[head / 64] |= 1 << (head % 64);
            let second = length(bytes[0]);
            if second == bytes.len() {
                alone[head / 64] |= 1 << (head % 64);
            } else {
                let pair = pair(first(bytes, 0), first(bytes, second));
                pairs[pair / 64] |= 1 << (pair % 64);
            }
            let mut start = bytes.len() - 1;
            // Continuation bytes of UTF-8 are 10xxxxxx.
            while bytes[start] & 0xC0 == 0x80 {
                start -= 1;
            }
            let tail = bit(first(bytes, start));
            tails[tail / 64] |= 1 << (tail % 64);
            at += 1;
        }
        Self { entries, heads, pairs, alone, tails }
    }
}

impl<T> Vocabulary<T> for Words<T> {
    fn entries(&self) -> &[(&'static str, T)] {
        self.entries
    }

    fn may_begin(&self, first: char) -> bool {
        let bit = bit(first as u32);
        self.heads[bit / 64] & (1 << (bit % 64)) != 0
    }

    fn may_go_on(&self, first: char, second: Option<char>) -> bool {
        let bit = bit(first as u32);
        let pair = second.map(|second| pair(first as u32, second as u32));
        self.alone[bit / 64] & (1 << (bit % 64)) != 0
            || pair.is_some_and(|pair| self.pairs[pair / 64] & (1 << (pair % 64)) != 0)
    }

    fn may_end(&self, last: char) -> bool {
        let bit = bit(last as u32);
        self.tails[bit / 64] & (1 << (bit % 64)) != 0
    }
}

const fn folded(character: u32) -> u32 {
    if character >= 'A' as u32 && character <= 'Z' as u32 { character + 32 } else { character }
}

/// The place of two characters in a set.
const fn pair(first: u32, second: u32) -> usize {
    bit(folded(first).wrapping_mul(31) ^ folded(second).wrapping_mul(0x85EB_CA6B))
}

/// Bytes of the character that begins with `lead`.
const fn length(lead: u8) -> usize {
    match lead {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}

/// The place of a character in a set; upper and lower case share theirs.
const fn bit(character: u32) -> usize {
    (folded(character).wrapping_mul(0x9E37_79B1) >> 21) as usize % BITS
}

/// The character of UTF-8 that begins at `start`.
const fn first(bytes: &[u8], start: usize) -> u32 {
    let lead = bytes[start];
    if lead < 0x80 {
        return lead as u32;
    }
    let (mut value, length) = match lead {
        0xF0.. => ((lead & 0x07) as u32, 4),
        0xE0.. => ((lead & 0x0F) as u32, 3),
        _ => ((lead & 0x1F) as u32, 2),
    };
    let mut at = 1;
    while at < length {
        value = (value << 6) | (bytes[start + at] & 0x3F) as u32;
        at += 1;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: Words<u8> = Words::new(&[("percent", 1), ("約", 2), ("é𠮷", 3), ("x", 4)]);

    #[test]
    fn every_first_and_last_character_is_in_its_set() {
        for (word, _) in TABLE.entries() {
            let (head, tail) = (word.chars().next().unwrap(), word.chars().last().unwrap());
            assert!(TABLE.may_begin(head) && TABLE.may_end(tail), "{word}");
            assert!(TABLE.may_begin(head.to_ascii_uppercase()));
            assert!(TABLE.may_go_on(head.to_ascii_uppercase(), word.chars().nth(1)), "{word}");
        }
    }

    #[test]
    fn most_other_characters_are_not() {
        let others = ('\u{4e00}'..='\u{9fff}').filter(|c| *c != '約');
        let wrong = others.filter(|c| TABLE.may_begin(*c)).count();
        assert!(wrong < 20_992 / 100, "{wrong}");
    }
}
