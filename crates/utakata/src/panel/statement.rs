//! What the panel tests say.

use super::{Headline, PanelError, PanelNull, PanelProcess, PanelTest};
use crate::Phrase;
use crate::statement::{Guarantee, GuaranteeKind, Statement};

impl PanelNull {
    /// The answer of the test for `statistic`.
    ///
    /// # Errors
    /// As [`PanelNull::p_value`].
    pub fn statement(&self, statistic: &Headline) -> Result<Statement, PanelError> {
        let p = self.p_value(statistic)?;
        let columns = statistic.columns.to_string();
        let (method, name, alternative) = match self.test {
            PanelTest::MeanBsadf => (
                "panel-gsadf",
                "panel gsadf",
                Phrase::fill(
                    "panel-alternative-mean",
                    "the {columns} series grew explosively on average in at least one stretch of the sample",
                    [("columns", columns.clone())],
                ),
            ),
            PanelTest::CommonFactor => (
                "common-bubble",
                "gsadf of the first principal component",
                Phrase::fill(
                    "panel-alternative-common",
                    "the common factor of the {columns} series grew explosively in at least one stretch of the sample",
                    [("columns", columns.clone())],
                ),
            ),
        };
        Ok(Statement {
            method: format!("{method}-{}", self.process.name()),
            null: self.null_phrase(&columns),
            alternative,
            statistic_name: name.to_owned(),
            statistic: Some(statistic.gsadf),
            p_value: Some(p),
            smallest_p: Some(self.smallest_p()),
            e_value: None,
            interval: None,
            guarantee: self.guarantee(),
            observations: statistic.layout.observations(),
            notes: self.notes(),
        })
    }

    fn null_phrase(&self, columns: &str) -> Phrase {
        let columns = [("columns", columns.to_owned())];
        match self.process {
            PanelProcess::IndependentWalks { .. } => Phrase::fill(
                "panel-null-walks",
                "the {columns} series are independent random walks with normal steps of equal size",
                columns,
            ),
            PanelProcess::Sieve(_) => Phrase::fill(
                "panel-null-sieve",
                "the {columns} series are random walks (unit roots) whose steps are autocorrelated and move together as \
                 in the data",
                columns,
            ),
        }
    }

    fn guarantee(&self) -> Guarantee {
        let count = [("replications", self.gsadf().len().to_string())];
        let text = match self.process {
            PanelProcess::IndependentWalks { .. } => Phrase::fill(
                "panel-guarantee-walks",
                "the error rate holds for independent normal steps of constant variance; {replications} simulated panels",
                count,
            ),
            PanelProcess::Sieve(_) => Phrase::fill(
                "panel-guarantee-sieve",
                "the error rate holds in large samples, whatever the dependence across series, when volatility does not \
                 drift; {replications} bootstrap replications",
                count,
            ),
        };
        Guarantee { kind: GuaranteeKind::Simulated, text }
    }

    fn notes(&self) -> Vec<Phrase> {
        let layout = self.layout();
        let mut notes = vec![Phrase::fill(
            "panel-note-regression",
            "Dickey-Fuller regressions with constant and {lag} lagged differences on every window of at least {window} \
             observations",
            [("lag", layout.lag().to_string()), ("window", layout.window().to_string())],
        )];
        notes.push(match self.test {
            PanelTest::MeanBsadf => Phrase::new(
                "panel-note-mean",
                "a few series in a strong boom are enough to reject: the test does not say that all of them boom",
            ),
            PanelTest::CommonFactor => Phrase::new(
                "panel-note-units",
                "series are centred but not scaled, so those in larger units weigh more in the factor",
            ),
        });
        notes
    }
}
