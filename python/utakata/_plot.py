"""Pictures, by matplotlib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from utakata._native import Table
    from utakata.diagnosis import Diagnosis

INK, SHADE, LINE = "#1b2a41", "#f2b5a7", "#c1440e"


def diagnosis(found: Diagnosis, series: Table, axes: Any) -> Any:
    """Draw the price above BSADF with its boundary."""
    try:
        from matplotlib import pyplot
    except ImportError:
        raise ImportError("plot needs matplotlib: pip install 'utakata[plot]'") from None
    import numpy as np

    fields = found.to_dict()
    if axes is None:
        figure, (above, below) = pyplot.subplots(
            2, 1, sharex=True, figsize=(9, 6), height_ratios=(3, 2), layout="constrained"
        )
    else:
        above, below = axes
        figure = above.figure
    counted = fields["first_date"] == "0001-01-01"

    def place(dates: Any) -> Any:
        """Dates as they are; counted observations as numbers."""
        return dates.astype(np.int64) - np.datetime64("0001-01-01", "D").astype(np.int64) if counted else dates

    dates = place(series.column("date"))
    above.plot(dates, series.column("value"), color=INK, linewidth=1.2)
    above.set_ylabel(fields["series"])
    below.plot(place(found.dates), found.bsadf, color=INK, linewidth=1, label="BSADF")
    if fields["boundary"] is not None:
        label = f"boundary ({fields['boundary']}, {100 * fields['level']:g} %)"
        below.plot(place(found.dates), found.boundary, color=LINE, linewidth=1, linestyle="--", label=label)
    below.set_ylabel("BSADF")
    below.legend(loc="upper left", frameon=False)
    for episode in fields["episodes"]:
        end = episode["collapse"] or fields["last_date"]
        span = place(np.array([episode["origination"], end], dtype="datetime64[D]"))
        for axis in (above, below):
            axis.axvspan(span[0], span[1], color=SHADE, alpha=0.5, linewidth=0)
    since = f" since {fields['since']}" if fields["since"] else ""
    above.set_title(f"{fields['series']}: {fields['state'] or 'no state'}{since}", loc="left")
    for axis in (above, below):
        axis.spines[["top", "right"]].set_visible(False)
    if counted:
        below.set_xlabel("observation")
    return figure
