# The quick start; the cells open as a notebook in Jupyter and VS Code.

# %% A series: any pandas or polars Series, Arrow or NumPy array. This one is simulated, with one bubble.
import matplotlib

matplotlib.use("Agg")
import pandas as pd
import utakata

path = utakata.simulate("psy1", 300, seed=4)
price = pd.Series(path.values, index=pd.bdate_range("2022-01-03", periods=300), name="price")

# %% Is it a bubble, is it bursting, since when, and how sure are we?
found = utakata.diagnose(price)
print(found.summary())

# %% The picture: price above, BSADF with its boundary below, episodes shaded.
found.plot().savefig("quickstart.png", dpi=120)

# %% The sequences, in the library that the series came from.
print(found.to_frame().tail(3))

# %% Evidence that is no price: did growth slow, what is a survey worth?
print(utakata.evidence.usage([131.6, 62.5, 55.8, 12.6, 2.8]).summary())

# %% A question with all its evidence: the founding case.
print(utakata.Case().verdict(replications=99).label)
