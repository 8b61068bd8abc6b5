//! A text as the grammar reads it, with every character's place in the bytes it came from.

use unicode_normalization::UnicodeNormalization;

/// One character as read, and the bytes of the original that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// The character in its compatibility form (full-width digits are ASCII, `％` is `%`).
    pub(crate) character: char,
    /// First byte in the original.
    pub(crate) start: usize,
    /// One past the last byte in the original.
    pub(crate) end: usize,
}

/// A text without what only decorates it: compatibility forms (Unicode NFKC, character by character), no emphasis marks
/// (`*`, backquotes), and no spaces next to Chinese or Japanese characters or between a digit and one (`8 分 32 秒` is
/// `8分32秒`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Glyphs {
    glyphs: Vec<Glyph>,
}

impl Glyphs {
    /// Reads a text.
    pub(crate) fn read(text: &str) -> Self {
        let mut glyphs = Vec::with_capacity(text.len());
        for (at, original) in text.char_indices() {
            let (start, end) = (at, at + original.len_utf8());
            if matches!(original, '*' | '`' | '\u{200b}' | '\u{feff}') {
                continue;
            }
            if original.is_ascii() || is_its_own_form(original) {
                glyphs.push(Glyph { character: original, start, end });
            } else {
                glyphs.extend(original.nfkc().map(|character| Glyph { character, start, end }));
            }
        }
        Self { glyphs: without_spaces_beside_ideographs(glyphs) }
    }

    /// All glyphs.
    pub(crate) fn all(&self) -> &[Glyph] {
        &self.glyphs
    }
}

/// Characters whose compatibility form is themselves: most of Japanese and Chinese text, told without a table.
fn is_its_own_form(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{3002}' | '\u{300c}'..='\u{300f}' | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}')
}

/// Whether a character belongs to Chinese or Japanese writing, its punctuation included.
pub(crate) fn is_east_asian(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn without_spaces_beside_ideographs(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let (mut kept, mut at) = (0_usize, 0);
    while at < glyphs.len() {
        let spaces = glyphs[at..].iter().take_while(|g| g.character == ' ').count();
        let after = glyphs.get(at + spaces).map(|g| g.character);
        let before = kept.checked_sub(1).map(|last| glyphs[last].character);
        let dropped = before.is_none_or(|c| c == '\n' || is_east_asian(c)) || after.is_none_or(is_east_asian);
        // The spaces (unless dropped), then the character after them.
        let from = if dropped { at + spaces } else { at };
        let to = glyphs.len().min(at + spaces + 1);
        glyphs.copy_within(from..to, kept);
        kept += to - from;
        at = to;
    }
    glyphs.truncate(kept);
    glyphs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn decoration_is_dropped_and_places_are_kept() {
        let original = "**約 ３０％**の 8 分 32 秒 and 5 km";
        let glyphs = Glyphs::read(original);
        let read: String = glyphs.all().iter().map(|glyph| glyph.character).collect();
        assert_eq!(read, "約30%の8分32秒and 5 km");
        let three = glyphs.all()[1];
        assert_eq!(&original[three.start..three.end], "３");
    }

    #[test]
    fn characters_taken_as_they_are_have_no_other_form() {
        for character in ('\u{80}'..=char::MAX).filter(|c| is_its_own_form(*c)) {
            assert!(character.nfkc().eq([character]), "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn every_glyph_is_a_character_of_the_original(text in "\\PC{0,60}") {
            for glyph in Glyphs::read(&text).all() {
                let own = &text[glyph.start..glyph.end];
                prop_assert_eq!(own.chars().count(), 1);
                prop_assert!(own.nfkc().any(|c| c == glyph.character));
            }
        }
    }
}
