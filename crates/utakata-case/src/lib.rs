//! Cases: the folder format, the ledger, the claim audit and the verdict.
