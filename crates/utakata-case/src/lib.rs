//! Cases: the folder format, the ledger, the claim audit and the verdict.
//!
//! A case folder is read ([`folder`], [`ledger`]), its streams are tested with the engine, and everything the
//! report will say becomes one serialisable value, [`Findings`].

pub mod audit;
pub mod baskets;
pub mod births;
pub mod findings;
pub mod folder;
pub mod layers;
pub mod ledger;
pub mod library;
pub mod opinions;
pub mod score;
pub mod seal;
pub mod streams;
pub mod table;
pub mod verdict;

pub use findings::Findings;
pub use folder::{Case, CaseError};
