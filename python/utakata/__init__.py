"""Is this a bubble, is it bursting, since when, and how sure are we?

The engine in Rust with the manners of Python: columns from pandas, polars, Arrow and NumPy go in, small immutable
results
come out. Every answer is the command line's, to the bit, for the same seed and on any number of threads.
"""

from utakata import evidence
from utakata._ask import Answer, Statement, ask
from utakata._flags import UtakataWarning
from utakata._lppls import LpplsFit, LpplsIndicator, lppls, lppls_indicator
from utakata._simulate import Simulation, simulate
from utakata.case import Case, Verdict
from utakata.diagnosis import Diagnosis, diagnose
from utakata.monitor import Monitor
from utakata.null import NullDistribution, null_distribution
from utakata.panel import diagnose_panel
from utakata.reading import Reading, read
from utakata.statistics import Statistics, adf, gsadf, sadf

__all__ = [
    "Answer",
    "Case",
    "Diagnosis",
    "LpplsFit",
    "LpplsIndicator",
    "Monitor",
    "NullDistribution",
    "Reading",
    "Simulation",
    "Statement",
    "Statistics",
    "UtakataWarning",
    "Verdict",
    "adf",
    "ask",
    "diagnose",
    "diagnose_panel",
    "evidence",
    "gsadf",
    "lppls",
    "lppls_indicator",
    "null_distribution",
    "read",
    "sadf",
    "simulate",
]
