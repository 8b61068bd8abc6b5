"""The code in the documents runs as pasted."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def blocks(document: str) -> list[str]:
    """Blocks of Python, in order."""
    return re.findall(r"^```python\n(.*?)^```", (ROOT / document).read_text(encoding="utf-8"), re.S | re.M)


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("document", ["README.md", "python/README.md", "docs/python.md", "docs/migration.md"])
def test_the_code_of_a_document_runs(document, tmp_path, monkeypatch):
    import matplotlib

    matplotlib.use("Agg")
    monkeypatch.chdir(tmp_path)
    found = blocks(document)
    assert found
    space: dict[str, object] = {}
    for block in found:
        exec(compile(block, document, "exec"), space)  # noqa: S102


def test_the_quick_start_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(compile((ROOT / "docs/quickstart.py").read_text(encoding="utf-8"), "quickstart", "exec"), {})  # noqa: S102
    assert (tmp_path / "quickstart.png").stat().st_size > 10_000
