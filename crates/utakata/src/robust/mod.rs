//! Explosive tests that stay honest when the volatility moves.
//!
//! SADF and GSADF with critical values from a walk of constant variance read a rise in variance as a bubble (37 % false
//! alarms at nominal 5 % when the variance grows ninefold at mid-sample of 400). The tests here remove the volatility
//! first and then take the same supremum, so one simulated law, free of the data, serves every variance path:
//!
//! | test | what is done to the series | paper |
//! |---|---|---|
//! | [`RobustTest::Sign`], [`RobustTest::DemeanedSign`] | only the signs of its changes are kept | Harvey, Leybourne and Zu 2020; with Tatlow 2025 |
//! | [`RobustTest::KernelPurged`], [`RobustTest::KernelPurgedNoConstant`] | its changes are divided by their local standard deviation | Harvey, Leybourne, Taylor and Zu 2025 |
//!
//! [`robust_statistics`] computes one of them, [`simulate_robust`] its null distribution, and [`RobustNull`] answers
//! with p-values, critical values, boundaries and a [`crate::Statement`].
//!
//! ```
//! use utakata::Execution;
//! use utakata::explosive::Layout;
//! use utakata::null::{BoundaryKind, Simulation};
//! use utakata::robust::{RobustTest, Supremum, robust_statistics, simulate_robust};
//!
//! let values: Vec<f64> = (0..60).map(|t| f64::from((t * 37) % 11)).collect();
//! let layout = Layout::new(60, 0, 15)?;
//! let found = robust_statistics(&values, RobustTest::Sign, &layout)?;
//! let null = simulate_robust(
//!     RobustTest::Sign, &layout, &found.unchanged, &Simulation::new(99, 1), &Execution::serial(),
//! )?;
//! assert!(null.p_values(&found)?.gsadf.is_some_and(|p| p > 0.0));
//! assert_eq!(null.statement(&found, Supremum::Double)?.statistic_name, "sPSY");
//! assert_eq!(null.boundary(BoundaryKind::FamilyWise, 0.95)?.values.len(), layout.dates());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod kernel_purged;
mod no_intercept;
mod null;
mod sign;
mod statement;
mod test;

pub use no_intercept::no_intercept;
pub use null::{RobustError, RobustNull, simulate_robust};
pub use sign::{cumulated_signs, demeaned_signs};
pub use statement::Supremum;
pub use test::{RobustStatistics, RobustTest, robust_statistics};
