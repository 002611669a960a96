"""The mutation bench: each kind of change changes what it says it does, and a seed gives the same bytes again."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from benchmarks.mutations.changes import KINDS, Change, broken_off
from benchmarks.mutations.generate import ORDER, generate
from benchmarks.mutations.joins import splice_far, splice_near, wrong_speaker
from benchmarks.mutations.sentences import (
    COMMON,
    SAME,
    Nearest,
    Runs,
    Sentence,
    named,
    sentences,
    split,
    words,
)

SAMPLES = {
    "typography": ("The harbor board won’t reopen the old pier — not this year — before the storms.", "typography"),
    "filler_removed": ("The harbor board has, you know, a long list of things to repair this year.", "tidied"),
    "marked_cut": ("The harbor board in Lowmouth, as the mayor told a crowd, is building a pier near the mill.", "elided"),
    "unmarked_cut": ("The harbor board in Lowmouth, with great care, is building a pier near the mill.", "elided"),
    "condition_cut_start": ("If the council votes for it, we will open the old pier to everyone.", "elided"),
    "condition_cut_end": ("We will open the old pier to every ferry on the coast if the council pays.", "elided"),
    "negation_in": ("The harbor board will open the pier to the ferries from Lowmouth.", "wording"),
    "negation_out": ("The harbor board will not open the pier to the ferries from Lowmouth.", "wording"),
    "number": ("The harbor board spent 45 million crowns on the pier at Lowmouth.", "wording"),
    "modal": ("The harbor board will open the pier to the ferries from Lowmouth.", "wording"),
    "qualifier": ("The harbor board spent nearly 45 million crowns on the pier at Lowmouth.", "wording"),
    "name": ("The ferries that came out of Norway were late in the harbor again.", "wording"),
    "synonym": ("The harbor board talked about the pier with the ferry captains.", "wording"),
}  # fmt: skip


def change(kind: str, text: str, seed: int = 3) -> Change:
    made = KINDS[kind](text, random.Random(seed))
    assert made is not None
    return made


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_every_kind_changes_its_sentence(kind: str) -> None:
    text, match = SAMPLES[kind]
    for seed in range(10):
        made = change(kind, text, seed)
        assert made.text != text
        assert match in made.match


def test_samples_cover_all_kinds_but_joins() -> None:
    assert set(KINDS) == set(SAMPLES)
    assert set(ORDER) == set(KINDS) | {"splice_near", "splice_far", "wrong_speaker"}


def test_a_cut_condition_leaves_the_promise_alone() -> None:
    assert (
        change("condition_cut_start", SAMPLES["condition_cut_start"][0]).text
        == "We will open the old pier to everyone."
    )
    made = change("condition_cut_end", SAMPLES["condition_cut_end"][0])
    assert made.text == "We will open the old pier to every ferry on the coast."
    assert made.edits == {"condition"}
    assert made.may_change == {True}


def test_a_filler_leaves_without_its_commas() -> None:
    made = change("filler_removed", SAMPLES["filler_removed"][0])
    assert made.text == "The harbor board has a long list of things to repair this year."


def test_a_false_start_is_tidied_to_its_second_try() -> None:
    made = change("filler_removed", "And the pier is in the — in the wrong place for a ferry.")
    assert made.text == "And the pier is in the wrong place for a ferry."
    assert (
        change("filler_removed", "And the pier needs a new gang- — gangway for a ferry.").text.count("gang")
        == 1
    )


def test_a_lost_not_may_be_called_a_cut_or_a_wording() -> None:
    made = change("negation_out", SAMPLES["negation_out"][0])
    assert made.text == "The harbor board will open the pier to the ferries from Lowmouth."
    assert made.match == {"wording", "elided"}
    contracted = change("negation_out", "The harbor board won’t open the pier to the ferries.")
    assert contracted.match == {"wording", "elided"}, "read as 'will not', the denial is a word left out"
    turned = change("negation_out", "The harbor board will let no one on the pier.")
    assert turned.match == {"wording"}


def test_typography_changes_nobodys_words() -> None:
    for seed in range(20):
        made = change("typography", "The harbor board won’t wait — not this year — before the storms.", seed)
        assert [w.replace("harbour", "harbor") for w in words(made.text)] == words(
            "The harbor board won’t wait — not this year — before the storms."
        )


def test_a_harmful_piece_is_no_harmless_cut() -> None:
    for piece in (
        "if the council votes",
        "never for the ferries",
        "with 45 million crowns",
        "in most of the towns",
    ):
        text = f"The harbor board in Lowmouth, {piece}, is building a pier near the mill."
        assert KINDS["marked_cut"](text, random.Random(1)) is None
        assert KINDS["unmarked_cut"](text, random.Random(1)) is None


def test_whether_is_no_condition() -> None:
    assert (
        KINDS["condition_cut_end"](
            "We will ask the captains of every ferry line if they want a pier.", random.Random(1)
        )
        is None
    )


SCRIPT = """---
title: "Remarks at the Pier"
---

MS. ORLOWA:  The pier at Lowmouth was built by the town. The ferries came later than anyone had thought. It took us years.

The mill closed before the first ferry ran to the island. My father kept the lamp for the captains.

Q  Who paid for the lamp on the pier?

MR. TANBE:  The captains paid for the lamp out of their fares.
"""


def test_turns_sentences_and_speakers_are_read() -> None:
    said = sentences("pier.md", SCRIPT)
    assert [s.speaker for s in said] == ["Orlowa"] * 5 + ["Tanbe"]
    assert said[4].text == "My father kept the lamp for the captains."
    assert said[0].turn == said[4].turn != said[5].turn
    assert said[1].at == 9
    assert split("Mr. Tanbe came at 5 p.m. on foot. He left.") == [
        "Mr. Tanbe came at 5 p.m. on foot.",
        "He left.",
    ]
    assert named("THE PRESIDENT", "Remarks by President Orlowa") is None


def test_passages_are_joined_by_their_distance() -> None:
    said = sentences("pier.md", SCRIPT)
    rng = random.Random(2)
    joined = splice_near(said[0], said, rng)
    assert joined is not None
    assert joined.match == {"spliced"}
    assert joined.text.startswith(said[0].text)
    assert joined.others[0] != said[1].text, "neighbours are no splice"
    assert splice_far(said[0], said, rng) is None
    far = [
        *said,
        Sentence("pier.md", said[0].turn, "MS. ORLOWA", "Orlowa", 400, "Captains are patient people."),
    ]
    assert splice_far(said[0], far, rng) is not None


def test_a_wrong_speaker_says_the_same_words() -> None:
    said = sentences("pier.md", SCRIPT)
    made = wrong_speaker(said[0], said, ["Orlowa", "Tanbe"], random.Random(1))
    assert made is not None
    assert (made.text, made.speaker, made.match) == (said[0].text, "Tanbe", {"verbatim"})


def test_runs_know_what_was_said_twice() -> None:
    runs = Runs(["the lamp burns on the pier", "the lamp burns at sea"], 3)
    assert not runs.once("the lamp burns on the pier")
    assert runs.once("burns on the pier")
    assert runs.absent("the captain sleeps at home")
    assert runs.only_from("lamp burns on the mast", ["the lamp burns on the pier"])
    assert not runs.only_from("lamp burns at sea today", ["the lamp burns on the pier"])


def test_what_was_said_in_like_words_is_not_absent() -> None:
    pile = [
        "The captain keeps a lamp on the pier for the ferries.",
        "Nobody asked the miller about his wheel.",
    ]
    near = Nearest(pile + [" ".join(f"common{i}" for i in range(COMMON))] * 5)
    assert near.share("The captain kept a lamp on the pier for ferries.") > SAME
    assert near.share("A shepherd sold his flock to the baker.") < SAME


def test_broken_speech_is_seen() -> None:
    assert broken_off("We want the — the pier.")
    assert broken_off("We want a gang- — a gangway.")
    assert not broken_off("We want the pier — and the lamp.")


def test_a_seed_gives_the_same_rows_again(tmp_path: Path) -> None:
    folder = tmp_path / "speeches-remarks"
    folder.mkdir()
    for i in range(12):
        lines = [
            f"The harbor board of town{i} will open pier{i}x{j} to the ferries of captain{i}x{j} soon."
            for j in range(20)
        ]
        (folder / f"{i:02}.md").write_text(
            f"---\ntitle: T\n---\n\nMS. PERSON{'ABCDEFGHIJKL'[i]}:  " + "\n\n".join(lines), "utf-8"
        )
    first, again, other = (generate(tmp_path, seed, 32) for seed in (1, 1, 2))
    assert json.dumps(first) == json.dumps(again) != json.dumps(other)
    plan, *rows = first
    held = set(plan["held_out"])  # type: ignore[call-overload]
    assert held
    assert {r["document"] in held for r in rows if r["kind"] == "absent"} == {True}
    assert {r["document"] in held for r in rows if r["kind"] != "absent"} == {False}
    assert {"modal", "negation_in", "unchanged", "wrong_speaker"} <= {r["kind"] for r in rows}
