"""Series that the tests share."""

import numpy as np
import pandas as pd
import pytest
import utakata


@pytest.fixture(scope="session")
def bubble() -> pd.Series:
    """One bubble of Phillips, Shi and Yu on business days."""
    path = utakata.simulate("psy1", 160, seed=4)
    return pd.Series(path.values, index=pd.bdate_range("2020-01-01", periods=160), name="price")


@pytest.fixture(scope="session")
def walk() -> np.ndarray:
    """A random walk."""
    return 100 + np.random.default_rng(7).standard_normal(150).cumsum()
