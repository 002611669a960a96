"""The bench of copies, on invented texts: all pairs by plain sets, held against what the check tells and a gold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1] / "benchmarks" / "copies.py"
STORY = " ".join(
    f"On day {i} the ferry of Osh brought {i * 3} sacks of flour to pier {i + 9}." for i in range(30)
)
OTHER = " ".join(f"Nobody in Tarn counted lamp {i} of the quay before winter {i * 2}." for i in range(30))


def _run(folder: Path, gold: Path) -> str:
    command = [sys.executable, str(BENCH), str(folder), "--gold", str(gold)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_precision_and_recall_are_printed_and_a_wrong_label_is_named(tmp_path: Path) -> None:
    folder, gold = tmp_path / "texts", tmp_path / "gold.jsonl"
    folder.mkdir()
    texts = {
        "post_2021-05-05_a.txt": STORY,
        "wire_2021-05-05_b.txt": f"{STORY} More.",
        "post_2021-05-06_c.txt": OTHER,
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    pair = ["post_2021-05-05_a.txt", "wire_2021-05-05_b.txt"]
    gold.write_text(json.dumps({"label": "same_copy", "documents": pair}) + "\n")
    out = _run(folder, gold)
    assert "pairs over 0.5: 1; told 1" in out
    assert "told under it 1 (100.0%)" in out
    gold.write_text(json.dumps({"label": "template", "documents": pair}) + "\n")
    out = _run(folder, gold)
    assert "told under it 0 (0.0%)" in out
    assert "same_copy, gold says template: post_2021-05-05_a.txt" in out
