//! Logarithm, exponential, sine and cosine without branches, so that loops over them are vectorised. Plain multiplications
//! and additions in a fixed order: every instruction set gives the same bits.
//!
//! Range reductions and polynomials are those of W. J. Cody and W. Waite, *Software Manual for the Elementary Functions*
//! (1980), with the minimax coefficients of Sun's FDLIBM for logarithm, sine and cosine. Tests compare with `libm`: within
//! two units in the last place over the ranges used here.

#![allow(clippy::inline_always)] // a call would end the loop that is to be vectorised
#![allow(clippy::excessive_precision)] // coefficients as published

/// Numbers worked on together.
pub(super) const LANES: usize = 8;
/// Eight numbers.
pub(super) type Lanes = [f64; LANES];

/// A column in pieces of eight.
#[inline(always)]
pub(super) fn lanes(column: &[f64]) -> &[Lanes] {
    column.as_chunks::<LANES>().0
}

/// The sum of eight sums, in a fixed order.
#[inline(always)]
pub(super) fn total(sums: Lanes) -> f64 {
    ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]))
}

/// Adding it rounds to an integer, which then stands in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0; // 1.5 · 2⁵²
const LN2_HIGH: f64 = 6.931_471_803_691_238_16e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_70e-10;

/// Natural logarithm of a positive normal number.
#[inline(always)]
pub(super) fn ln(x: f64) -> f64 {
    /// Bits of √½: what is above it in a binade belongs to the next.
    const HALF_ROOT: u64 = 0x3fe6_a09e_667f_3bcd;
    /// 2⁵² as bits: an integer below 2⁵² in its low bits, less 2⁵², is that integer as a float.
    const TWO_52: u64 = 0x4330_0000_0000_0000;
    let shifted = x.to_bits().wrapping_sub(HALF_ROOT);
    // The exponent, biased by 1024 so that it is positive for every normal number.
    let biased = (shifted >> 52).wrapping_add(1024) & 0xfff;
    let exponent = f64::from_bits(TWO_52 | biased) - (4_503_599_627_370_496.0 + 1024.0);
    let f = f64::from_bits((shifted & 0x000f_ffff_ffff_ffff).wrapping_add(HALF_ROOT)) - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let even = w
        * (3.999_999_999_940_941_908e-1
            + w * (2.222_219_843_214_978_396e-1 + w * 1.531_383_769_920_937_332e-1));
    let odd = z
        * (6.666_666_666_666_735_130e-1
            + w * (2.857_142_874_366_239_149e-1
                + w * (1.818_357_216_161_805_012e-1 + w * 1.479_819_860_511_658_591e-1)));
    let half = 0.5 * f * f;
    exponent * LN2_HIGH - ((half - (s * (half + even + odd) + exponent * LN2_LOW)) - f)
}

/// Exponential of a number between −700 and 700.
#[inline(always)]
pub(super) fn exp(x: f64) -> f64 {
    let rounded = x * std::f64::consts::LOG2_E + ROUND;
    let k = rounded - ROUND;
    let r = (x - k * LN2_HIGH) - k * LN2_LOW;
    // Taylor's series to the 13th power, in pairs: the next term is below 5e-18.
    let (r2, r4) = (r * r, (r * r) * (r * r));
    let p0 = 1.0 + r;
    let p2 = 0.5 + r * (1.0 / 6.0);
    let p4 = 1.0 / 24.0 + r * (1.0 / 120.0);
    let p6 = 1.0 / 720.0 + r * (1.0 / 5040.0);
    let p8 = 1.0 / 40_320.0 + r * (1.0 / 362_880.0);
    let p10 = 1.0 / 3_628_800.0 + r * (1.0 / 39_916_800.0);
    let p12 = 1.0 / 479_001_600.0 + r * (1.0 / 6_227_020_800.0);
    let high = (p8 + r2 * p10) + r4 * p12;
    let value = p0 + r2 * (p2 + r2 * ((p4 + r2 * p6) + r4 * high));
    value * f64::from_bits(rounded.to_bits().wrapping_add(1023) << 52)
}

/// Sine and cosine of a number between −10⁵ and 10⁵.
#[inline(always)]
pub(super) fn sin_cos(x: f64) -> (f64, f64) {
    // π/2 in three parts of 33 bits.
    const FIRST: f64 = 1.570_796_326_734_125_614_17;
    const SECOND: f64 = 6.077_100_506_303_965_976_60e-11;
    const THIRD: f64 = 2.022_266_248_795_950_631_54e-21;
    let rounded = x * std::f64::consts::FRAC_2_PI + ROUND;
    let k = rounded - ROUND;
    let quadrant = rounded.to_bits();
    let r = ((x - k * FIRST) - k * SECOND) - k * THIRD;
    let z = r * r;
    let sine = r + r
        * z
        * (-1.666_666_666_666_663_243_48e-1
            + z * (8.333_333_333_322_489_461_24e-3
                + z * (-1.984_126_982_985_794_931_34e-4
                    + z * (2.755_731_370_707_006_767_89e-6
                        + z * (-2.505_076_025_340_686_341_95e-8 + z * 1.589_690_995_211_550_102_21e-10)))));
    let tail = z
        * z
        * (4.166_666_666_666_660_190_37e-2
            + z * (-1.388_888_888_887_410_957_49e-3
                + z * (2.480_158_728_947_672_941_78e-5
                    + z * (-2.755_731_435_139_066_330_35e-7
                        + z * (2.087_572_321_298_174_827_90e-9 + z * -1.135_964_755_778_819_482_65e-11)))));
    let half = 0.5 * z;
    let one = 1.0 - half;
    let cosine = one + (((1.0 - one) - half) + tail);
    // In odd quadrants sine and cosine change places; signs by the second bit.
    let swap = 0_u64.wrapping_sub(quadrant & 1);
    let (sine, cosine) = (sine.to_bits(), cosine.to_bits());
    let change = (sine ^ cosine) & swap;
    (
        f64::from_bits((sine ^ change) ^ ((quadrant & 2) << 62)),
        f64::from_bits((cosine ^ change) ^ ((quadrant.wrapping_add(1) & 2) << 62)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points spread over a range, the same on every machine.
    fn points(low: f64, high: f64) -> impl Iterator<Item = f64> {
        (0..200_000_u32).map(move |i| low + (high - low) * (f64::from(i) * 0.618_033_988_749_894_8).fract())
    }

    fn units(found: f64, exact: f64) -> f64 {
        (found - exact).abs() / (exact.abs() * f64::EPSILON)
    }

    #[test]
    fn logarithms_are_those_of_libm() {
        for x in
            points(-40.0, 40.0).map(libm::exp).chain([0.5, 1.0, 2.0, f64::from_bits(0x3fe6_a09e_667f_3bcd)])
        {
            let exact = libm::log(x);
            assert!((ln(x) - exact).abs() <= f64::EPSILON * exact.abs().max(1e-300), "{x}");
        }
    }

    #[test]
    fn exponentials_are_those_of_libm() {
        for x in points(-60.0, 60.0).chain([0.0, -700.0, 700.0]) {
            assert!(units(exp(x), libm::exp(x)) <= 2.0, "{x}");
        }
    }

    #[test]
    fn sines_and_cosines_are_those_of_libm() {
        for x in points(-1000.0, 1000.0).chain(points(-1.0, 1.0)).chain([0.0]) {
            let (sine, cosine) = sin_cos(x);
            assert!((sine - libm::sin(x)).abs() <= f64::EPSILON, "sin {x}");
            assert!((cosine - libm::cos(x)).abs() <= f64::EPSILON, "cos {x}");
        }
    }
}
