//! What may be concluded from an LPPLS fit: how sure its critical time is, whether its residuals revert, and whether a
//! simpler model would do.

mod columns;
mod profile;

pub use profile::{Profile, ProfilePoint, profile};
