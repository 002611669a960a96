"""gtrex (PyPI) beside the product: a checker of one quotation against one source, which it is told.

It knows exact, typography, stitched pieces, and guards for numbers and for polarity (negation, modal); the other kinds
of the bench have no word in it. It knows no corpus: finding the source, which the product must do, is done for it.
"""

from __future__ import annotations

import time
import warnings
from collections import defaultdict
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.mutations.sentences import paragraphs

EACH = 40  # quotations of a kind
KNOWN = {
    "typography": "typography",
    "marked_cut": "pieces",
    "number": "numeric_guard",
    "negation_in": "polarity_guard",
    "negation_out": "polarity_guard",
    "modal": "polarity_guard",
}


class Peer:
    """The peer, or a note that it is not installed."""

    notes: ClassVar[list[str]] = []

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        Peer.notes.clear()

    def rates(self, rows: list[dict[str, Any]], _: list[str]) -> dict[str, list[bool]]:
        """For each kind that it knows, whether it said so."""
        try:
            import gtrex
        except ImportError:
            Peer.notes.append("gtrex is not installed (pip install gtrex): no peer ran")
            return {}
        warnings.simplefilter("ignore")
        right, plain, started = defaultdict(list), [], time.process_time()
        for row in rows:
            kind = row["kind"]
            if kind in KNOWN and len(right[kind]) < EACH:
                right[kind].append(self.said(gtrex, row) == KNOWN[kind])
            if kind == "unchanged" and len(plain) < EACH:
                plain.append(self.said(gtrex, row) == "verbatim")
        asked = len(plain) + sum(map(len, right.values()))
        each = (time.process_time() - started) / max(1, asked) * 1000
        share = 100 * sum(plain) / max(1, len(plain))
        Peer.notes.append(
            f"gtrex {gtrex.__version__}, told the right document: {asked} quotations, {each:.1f} CPU ms each, "
            f"unchanged called exact {share:.1f} %; '-': it has no word for the kind"
        )
        return dict(right)

    def said(self, gtrex: Any, row: dict[str, Any]) -> str:
        """Its answer in one word."""
        text = "\n".join(paragraphs((self.folder / row["document"]).read_text("utf-8")))
        told = gtrex.Repairer(text, gtrex.Policy()).repair(row["quotation"])
        certificate = told.before
        if certificate.grounded and certificate.contiguous:
            return "verbatim" if certificate.tier in ("exact", "whitespace") else "typography"
        if certificate.fragments > 1 and certificate.fragments == certificate.fragments_found:
            return "pieces"
        return str(told.stage)
