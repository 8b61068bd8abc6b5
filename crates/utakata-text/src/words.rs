//! Tables of words, asked at every place of a text: almost always the answer is no, and it must cost next to nothing.

/// Words with what each means.
pub(crate) trait Vocabulary<T> {
    /// Words and meanings.
    fn entries(&self) -> &[(&'static str, T)];

    /// Whether a word may begin with `first`; letters without case. May say yes for one that does not.
    fn may_begin(&self, _first: char) -> bool {
        true
    }

    /// All words that begin with `first` and go on with `second`, or are `first` alone, letters without case, in order among
    /// those of one length; perhaps others too.
    fn candidates<'a>(
        &'a self,
        first: char,
        second: Option<char>,
    ) -> impl Iterator<Item = &'a (&'static str, T)>
    where
        T: 'a;

    /// Whether a word may end with `last`.
    fn may_end(&self, _last: char) -> bool {
        true
    }
}

impl<T> Vocabulary<T> for [(&'static str, T)] {
    fn entries(&self) -> &[(&'static str, T)] {
        self
    }

    fn candidates<'a>(&'a self, _: char, _: Option<char>) -> impl Iterator<Item = &'a (&'static str, T)>
    where
        T: 'a,
    {
        self.iter()
    }
}

impl<T, const N: usize> Vocabulary<T> for [(&'static str, T); N] {
    fn entries(&self) -> &[(&'static str, T)] {
        self
    }

    fn candidates<'a>(&'a self, _: char, _: Option<char>) -> impl Iterator<Item = &'a (&'static str, T)>
    where
        T: 'a,
    {
        self.iter()
    }
}

/// Bits of a set of characters, hashed (no false no, few false yes).
const BITS: usize = 2048;

/// Most entries of a table.
const MOST: usize = 512;
/// Groups that the entries of a table fall into.
const GROUPS: usize = 256;

/// A large table, sorted into groups when the program is compiled: words of one character by that, others by their first
/// two.
#[derive(Debug)]
pub(crate) struct Words<T: 'static> {
    entries: &'static [(&'static str, T)],
    /// Places of the entries, group after group.
    order: [u16; MOST],
    /// Where each group begins in `order`, and where the last one ends.
    begins: [u16; GROUPS + 1],
    /// First characters.
    heads: [u64; BITS / 64],
    /// Words of one character, and first two characters of longer ones.
    starts: [u64; BITS / 64],
    /// Last characters.
    tails: [u64; BITS / 64],
}

impl<T> Words<T> {
    pub(crate) const fn new(entries: &'static [(&'static str, T)]) -> Self {
        assert!(entries.len() <= MOST, "a longer table needs a larger MOST");
        let (mut heads, mut tails) = ([0; BITS / 64], [0; BITS / 64]);
        let (mut begins, mut starts) = ([0; GROUPS + 1], [0; BITS / 64]);
        let mut at = 0;
        while at < entries.len() {
            let bytes = entries[at].0.as_bytes();
            begins[own_start(bytes) % GROUPS + 1] += 1;
            let head = bit(first(bytes, 0));
            heads[head / 64] |= 1 << (head % 64);
            let start = own_start(bytes);
            starts[start / 64] |= 1 << (start % 64);
            let mut start = bytes.len() - 1;
            // Continuation bytes of UTF-8 are 10xxxxxx.
            while bytes[start] & 0xC0 == 0x80 {
                start -= 1;
            }
            let tail = bit(first(bytes, start));
            tails[tail / 64] |= 1 << (tail % 64);
            at += 1;
        }
        let mut group = 0;
        while group < GROUPS {
            begins[group + 1] += begins[group];
            group += 1;
        }
        let (mut order, mut next) = ([0; MOST], begins);
        let mut at = 0;
        while at < entries.len() {
            let group = own_start(entries[at].0.as_bytes()) % GROUPS;
            order[next[group] as usize] = at as u16;
            next[group] += 1;
            at += 1;
        }
        Self { entries, order, begins, heads, starts, tails }
    }

    /// The words that may start so, none where the set of starts does not have it.
    fn group(&self, start: usize) -> impl Iterator<Item = &(&'static str, T)> {
        let group = start % GROUPS;
        let known = self.starts[start / 64] & (1 << (start % 64)) != 0;
        let (from, to) = (usize::from(self.begins[group]), usize::from(self.begins[group + 1]));
        let to = if known { to } else { from };
        self.order[from..to].iter().map(|&at| &self.entries[usize::from(at)])
    }
}

impl<T> Vocabulary<T> for Words<T> {
    fn entries(&self) -> &[(&'static str, T)] {
        self.entries
    }

    fn candidates<'a>(
        &'a self,
        first: char,
        second: Option<char>,
    ) -> impl Iterator<Item = &'a (&'static str, T)>
    where
        T: 'a,
    {
        let alone = alone(first as u32);
        // A group that is both is walked once.
        let longer = second.map(|second| pair(first as u32, second as u32));
        let longer =
            longer.filter(|pair| pair % GROUPS != alone % GROUPS || self.group(alone).next().is_none());
        self.group(alone).chain(longer.into_iter().flat_map(|pair| self.group(pair)))
    }

    fn may_begin(&self, first: char) -> bool {
        let bit = bit(first as u32);
        self.heads[bit / 64] & (1 << (bit % 64)) != 0
    }

    fn may_end(&self, last: char) -> bool {
        let bit = bit(last as u32);
        self.tails[bit / 64] & (1 << (bit % 64)) != 0
    }
}

/// The start of a word as a place in the set of starts; modulo [`GROUPS`] it is the word's group.
const fn own_start(word: &[u8]) -> usize {
    let second = length(word[0]);
    if second == word.len() { alone(first(word, 0)) } else { pair(first(word, 0), first(word, second)) }
}

const fn folded(character: u32) -> u32 {
    if character >= 'A' as u32 && character <= 'Z' as u32 { character + 32 } else { character }
}

/// The start of words of one character.
const fn alone(character: u32) -> usize {
    bit(character)
}

/// The start of words that begin with two characters.
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
    fn every_word_is_a_candidate_where_it_stands() {
        for (word, meaning) in TABLE.entries() {
            let (head, second) = (word.chars().next().unwrap(), word.chars().nth(1));
            for (head, second) in
                [(head, second), (head.to_ascii_uppercase(), second.map(|c| c.to_ascii_uppercase()))]
            {
                let own = TABLE.candidates(head, second).filter(|(own, _)| own == word);
                assert_eq!(own.map(|(_, m)| *m).collect::<Vec<_>>(), [*meaning], "{word}");
            }
            assert!(TABLE.may_end(word.chars().last().unwrap()), "{word}");
        }
        assert_eq!(TABLE.candidates('約', Some('x')).filter(|(word, _)| *word == "約").count(), 1);
        assert_eq!(TABLE.candidates('X', None).filter(|(word, _)| *word == "x").count(), 1);
    }

    #[test]
    fn elsewhere_there_are_next_to_none() {
        let others = ('\u{4e00}'..='\u{9fff}').map(|c| TABLE.candidates(c, Some('の')).count());
        assert!(others.sum::<usize>() < 20_992 / 20);
    }
}
