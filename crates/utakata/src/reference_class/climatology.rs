//! The forecast to beat.

use super::{Outcomes, ReferenceClassError};

/// Climatology with eras left out: for every boom, the share of booms more than `gap` years away that burst.
///
/// # Errors
/// [`ReferenceClassError::Isolated`] where no boom is left.
pub fn climatology(outcomes: &Outcomes<'_>, gap: u32) -> Result<Vec<f64>, ReferenceClassError> {
    let eras = outcomes.eras();
    eras.iter()
        .map(|&era| {
            let (mut burst, mut left) = (0_usize, 0_usize);
            for boom in outcomes.apart(era, gap) {
                burst += usize::from(outcomes.burst()[boom]);
                left += 1;
            }
            if left == 0 {
                return Err(ReferenceClassError::Isolated { era, gap, left, needed: 1 });
            }
            Ok(burst as f64 / left as f64)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_years_do_not_count() {
        let outcomes = Outcomes::new(&[2000, 2001, 2004, 2009], &[true, true, false, false]).unwrap();
        assert_eq!(climatology(&outcomes, 3).unwrap(), [0.0, 0.0, 0.5, 2.0 / 3.0]);
        let error = climatology(&outcomes, 20).unwrap_err();
        assert_eq!(error, ReferenceClassError::Isolated { era: 2000, gap: 20, left: 0, needed: 1 });
        assert!(Outcomes::new(&[2000], &[true]).is_err());
    }
}
