//! Prices that are nothing but fundamental value.

use super::Process;
use crate::random::{Normal, Stream, exp};

/// Present value of dividends that follow a random walk with drift (Campbell and Shiller; parameters of Evans 1991 as used
/// by Phillips, Shi and Yu 2015): `d_t = μ + d_{t−1} + ε_t`, `P_t = Σ_k (1 + r)^{−k}·E_t d_{t+k} = μ(1 + r)/r² + d_t/r`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PresentValue {
    /// `μ`, drift of the dividend per period.
    pub drift: f64,
    /// Standard deviation of `ε`.
    pub deviation: f64,
    /// `r`, discount rate per period, above 0.
    pub rate: f64,
    /// First dividend.
    pub start: f64,
}

impl Default for PresentValue {
    /// `μ = 0.0373`, `Var ε = 0.1574`, `r = 0.05`, `d_0 = 1.3`.
    fn default() -> Self {
        Self { drift: 0.0373, deviation: 0.1574_f64.sqrt(), rate: 0.05, start: 1.3 }
    }
}

impl PresentValue {
    /// The dividends behind [`Process::path`] of the same stream.
    pub fn dividends(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        super::cumulated(self.start, observations, || self.drift + self.deviation * normal.sample(stream))
    }

    fn price(&self, dividend: f64) -> f64 {
        self.drift * (1.0 + self.rate) / (self.rate * self.rate) + dividend / self.rate
    }
}

impl Process for PresentValue {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        self.dividends(observations, normal, stream).into_iter().map(|d| self.price(d)).collect()
    }
}

/// A false bubble: the price is the present value of dividends with a hump, as when a technology is adopted, peaks and is
/// replaced. No bubble is in it, yet it rises faster and faster and falls again, so tests for explosive prices reject
/// (the warning of the literature on technological revolutions: Pástor and Veronesi 2009, American Economic Review 99).
///
/// `d_t = w_t + A·exp(−½((t/T − c)/b)²)` with a random walk `w`; `P_t = Σ_k (1 + r)^{−k}·E_t d_{t+k}`, the hump being known
/// in advance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HumpedFundamental {
    /// First value of the random walk `w`.
    pub start: f64,
    /// Standard deviation of its steps.
    pub deviation: f64,
    /// `A`, height of the hump in the dividend.
    pub height: f64,
    /// `c`, where the dividend peaks, as a share of the sample.
    pub centre: f64,
    /// `b`, width of the hump as a share of the sample.
    pub width: f64,
    /// `r`, discount rate per period, above 0.
    pub rate: f64,
}

impl Default for HumpedFundamental {
    /// A hump of 10 on a dividend of 5 with steps of 0.05, centred at 0.6 with width 0.08; `r = 0.05`.
    fn default() -> Self {
        Self { start: 5.0, deviation: 0.05, height: 10.0, centre: 0.6, width: 0.08, rate: 0.05 }
    }
}

impl HumpedFundamental {
    /// The hump in the dividend at each observation from 0, `count` of them, of a sample of `observations`.
    fn hump(&self, observations: usize, count: usize) -> Vec<f64> {
        (0..count)
            .map(|t| {
                let z = (t as f64 / observations as f64 - self.centre) / self.width;
                // Beyond 37 standard widths nothing is left that a double could hold.
                if z.abs() < 37.0 { self.height * exp(-0.5 * z * z) } else { 0.0 }
            })
            .collect()
    }
}

impl Process for HumpedFundamental {
    fn path(&self, observations: usize, normal: &Normal, stream: &mut Stream) -> Vec<f64> {
        // Far enough beyond the sample that discounting leaves nothing: (1 + r)^{−k} < e^{−40}.
        let beyond = (40.0 * (1.0 + 1.0 / self.rate)).clamp(1.0, 1e6) as usize;
        let hump = self.hump(observations, observations + beyond);
        let mut worth = vec![0.0; hump.len()];
        for t in (1..hump.len()).rev() {
            worth[t - 1] = (worth[t] + hump[t]) / (1.0 + self.rate);
        }
        super::cumulated(self.start, observations, || self.deviation * normal.sample(stream))
            .into_iter()
            .zip(worth)
            .map(|(w, hump)| w / self.rate + hump)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_discounted_expectations() {
        let (normal, quiet) = (Normal::new(), PresentValue { deviation: 0.0, ..PresentValue::default() });
        let price = quiet.path(50, &normal, &mut Stream::new(1, 0));
        let dividends = quiet.dividends(51, &normal, &mut Stream::new(1, 0));
        // P_0 at the paper's parameters: 0.0373·1.05/0.0025 + 1.3/0.05.
        assert!((price[0] - 41.666).abs() < 1e-9, "{}", price[0]);
        for t in 0..49 {
            assert!((1.05 * price[t] - price[t + 1] - dividends[t + 1]).abs() < 1e-9, "{t}");
        }
        let steps = PresentValue::default().path(50_001, &normal, &mut Stream::new(1, 1));
        let variance = steps.windows(2).map(|w| (w[1] - w[0] - 0.746).powi(2)).sum::<f64>() / 5e4;
        assert!((variance / (0.1574 / 0.0025) - 1.0).abs() < 0.03, "{variance}");
    }

    #[test]
    fn the_humped_price_is_the_present_value_of_its_dividends() {
        let process = HumpedFundamental { deviation: 0.0, ..HumpedFundamental::default() };
        let price = process.path(200, &Normal::new(), &mut Stream::new(1, 0));
        let hump = process.hump(200, 1200);
        // The sum written out, at three dates.
        for t in [0, 90, 130] {
            let discounted: f64 = (1..1000).map(|k| 1.05_f64.powi(-k) * (5.0 + hump[t + k as usize])).sum();
            assert!((price[t] / discounted - 1.0).abs() < 1e-9, "{t}: {} {discounted}", price[t]);
        }
        let peak = (0..200).max_by(|&a, &b| price[a].total_cmp(&price[b])).unwrap();
        assert!((90..120).contains(&peak) && price[peak] > 2.0 * price[0], "{peak}");
    }
}
