//! Which stretch of one text another one was made from.

use std::ops::Range;

/// A stretch of the made text and where it comes from, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    /// First byte in the made text; the piece ends where the next one begins.
    at: u32,
    /// First byte in the source.
    from: u32,
    /// One past the last byte in the source; [`STRAIGHT`] where every byte stands for one of the source.
    to: u32,
}

const STRAIGHT: u32 = u32::MAX;

/// The way from a text back to the one it was made from. Offsets are below 4 GB; the callers see to that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Track {
    pieces: Vec<Piece>,
}

impl Track {
    /// What stands at `at` and after is the source from `from` on, byte for byte.
    pub(crate) fn straight(&mut self, at: usize, from: usize) {
        let piece = Piece { at: at as u32, from: from as u32, to: STRAIGHT };
        let goes_on = self.pieces.last().is_some_and(|last| {
            last.to == STRAIGHT && piece.from >= last.from && piece.at - last.at == piece.from - last.from
        });
        if !goes_on {
            self.pieces.push(piece);
        }
    }

    /// What stands at `at` and after comes from `source` as a whole.
    pub(crate) fn whole(&mut self, at: usize, source: Range<usize>) {
        self.pieces.push(Piece { at: at as u32, from: source.start as u32, to: source.end as u32 });
    }

    /// The stretch of the source that `made` comes from. Of a piece that stands for its source as a whole, the whole.
    pub(crate) fn back(&self, made: &Range<usize>) -> Range<usize> {
        let Some(first) = self.piece(made.start) else { return 0..0 };
        let distance = |piece: Piece, place: usize| piece.from as usize + (place - piece.at as usize);
        let start = if first.to == STRAIGHT { distance(first, made.start) } else { first.from as usize };
        if made.is_empty() {
            return start..start;
        }
        let end = match self.piece(made.end - 1) {
            Some(last) if last.to == STRAIGHT => distance(last, made.end),
            Some(last) => last.to as usize,
            None => start,
        };
        start..end.max(start)
    }

    /// The piece that holds a byte of the made text.
    fn piece(&self, place: usize) -> Option<Piece> {
        let after = self.pieces.partition_point(|piece| piece.at as usize <= place);
        after.checked_sub(1).and_then(|last| self.pieces.get(last)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_found_again() {
        // "4.7% & x" from `<b>4.7</b>% &amp; x`.
        let mut track = Track::default();
        track.straight(0, 3);
        track.straight(3, 10);
        track.whole(5, 12..17);
        track.straight(6, 17);
        assert_eq!(track.back(&(0..3)), 3..6);
        assert_eq!(track.back(&(0..4)), 3..11);
        assert_eq!(track.back(&(5..6)), 12..17);
        assert_eq!(track.back(&(4..8)), 11..19);
        assert_eq!(track.back(&(3..3)), 10..10);
        assert_eq!(Track::default().back(&(0..4)), 0..0);
    }
}
