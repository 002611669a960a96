"""Quantities in news sentences against NewsQuant-style gold, beside quantulum3 in the same run.

Use: quantities.py GOLD.json --scorer score_quantities.py [--peer quantulum3] [--misses value|unit|bound|concept]

GOLD is a list of {"text", "quantities"}; the scorer is the one that defines the strict mode. The gold counts some things
that the record leaves out on purpose (durations, ages, "one of the best"); those reasons are kept in here. Our unit codes
are mapped to the gold's names by the one table below.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.extract.figures import Found, Phrase, found
from onrecord.extract.figures.found import read
from onrecord.extract.figures.things import thing
from onrecord.extract.figures.words import closed, singular
from onrecord.values.amount import Word

KEPT = frozenset(("duration", "one of"))

# Our codes to the gold's names; other counted nouns go by their words.
UNITS = {
    "percent": "percentage", "point": "point", "percentage point": "percentage point", "basis point": "basis point", "$": "dollar",
    "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "CNY": "chinese yuan", "JPY": "japanese yen", "ILS": "shekel",
    "HKD": "hong kong dollar", "CAD": "canadian dollar", "AUD": "australian dollar", "SGD": "singaporean dollar",
    "DKK": "danish krone", "SEK": "swedish krona", "NOK": "norwegian krone", "CHF": "swiss franc", "INR": "indian rupee", "HRK": "croatian kuna", "MYR": "malaysian ringgit",
    "ZAR": "south african rand", "KRW": "south korean won", "RUB": "russian ruble", "BRL": "brazilian real", "TRY": "turkish lira", "MXN": "mexican peso",
    "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "um": "micrometre", "nm": "nanometre",
    "[mi_i]": "mile", "[yd_i]": "yard", "[ft_i]": "foot", "[in_i]": "inch", "km2": "square kilometre", "m2": "square metre",
    "[mi_i]2": "square mile", "[sft_i]": "square foot", "[acr_us]": "acre", "har": "hectare", "m3": "cubic metre",
    "[cft_i]": "cubic foot", "kg": "kilogram", "g": "gram", "mg": "milligram", "t": "tonne", "[ston_av]": "ton",
    "[lb_av]": "pound-mass", "[oz_av]": "ounce", "L": "litre", "mL": "millilitre", "[gal_us]": "gallon", "[bbl_us]": "barrel",
    "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt", "kW.h": "kilowatt hour",
    "MW.h": "megawatt hour", "GW.h": "gigawatt hour", "[HP]": "horsepower", "[BHP]": "brake horsepower", "Hz": "hertz",
    "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "N.m": "newton metre", "[ft_i].[lbf_av]": "foot pound-force", "V": "volt", "kV": "kilovolt",
    "kV/cm": "kilovolt per centimetre", "A/cm2": "ampere per square centimetre", "MPa": "megapascal", "[ksi]": "kilopound per square inch", "By": "byte", "kBy": "kilobyte",
    "MBy": "megabyte", "GBy": "gigabyte", "TBy": "terabyte", "Cel": "celsius", "[degF]": "fahrenheit", "deg": "degree",
    "[mi_i]/h": "mile per hour", "km/h": "kilometre per hour", "m/s": "metre per second", "[kn_i]": "knot", "[mi_i]/[gal_us]": "mile per gallon", "[ppb]": "parts-per-billion",
    "[ppm]": "parts-per-million", "dB": "decibel", "[nmi_i]": "nautical mile", "[cal]": "calorie",
}  # fmt: skip
PEOPLE = {"person": "people"}
SMALL = frozenset(
    ("the", "a", "an", "of", "and", "in", "on", "for", "to", "at", "by", "from", "its", "their", "his", "her")
)


def unit_name(item: Found) -> str:
    """The gold's name of a quantity's unit."""
    q = item.quantity
    per = f" per {q.per}" if q.per else ""
    if "cents" in q.flags:
        return ("point" if q.unit == "GBP" else "cent") + per
    if q.kind in ("duration", "age"):
        return f"{q.unit} of age" if q.kind == "age" else str(q.unit)
    if q.unit in UNITS:
        return UNITS[q.unit] + per
    if q.kind == "multiple":
        return "count"
    words = noun_words(item)
    if q.kind == "fraction":
        return f"% {words}".strip() if words != "-" else "% -"
    return words + per


def noun_words(item: Found) -> str:
    """The counted noun with its modifiers, the head in the singular; a fraction's whole as written."""
    q = item.quantity
    phrase = item.object if item.drop is None else thing(item.words, q, None)
    if phrase is None:
        return "-"
    end = phrase.head + 1 if q.kind == "count" else phrase.last
    texts = joined(item.words[phrase.first : end])
    if texts and q.kind == "count":
        texts[-1] = PEOPLE.get(singular(texts[-1]), singular(texts[-1]))
    return " ".join(texts) or "-"


def joined(words: list[Word]) -> list[str]:
    """The words of a phrase, hyphenated ones as one, small ones and possessive endings left out."""
    texts: list[str] = []
    for word in words:
        if texts and (word.glued and (word.text == "-" or texts[-1].endswith("-"))):
            texts[-1] += word.text
        elif (
            word.kind != "punct"
            and (word.low not in SMALL)
            and (word.low not in closed() or word.text == "US")
        ):
            texts.append(re.sub(r"['’]s?$", "", word.text))
    return texts


def value(item: Found) -> float | list[float]:
    """One number, or the two of a range."""
    q = item.quantity
    if q.approximator == "between":
        return [float(q.low or 0), float(q.high or 0)]
    if (
        q.approximator == "vague"
        and re.match(r"tens|hundreds|thousands", item.words[q.number].low)
        and q.scale >= 1000
    ):
        return [q.value, q.value * 10]
    return q.value / (0.01 if "cents" in q.flags else 1)


def bound(item: Found) -> str:
    """The gold's sign of an approximator or a change; a move counts where its amount is given by a verb."""
    kinds = {"more_than": ">", "at_least": ">", "less_than": "<", "at_most": "<", "about": "~"}
    sign = kinds.get(item.quantity.approximator, "=")
    before = [word.low for word in item.words[max(item.quantity.first - 2, 0) : item.quantity.first]]
    if sign == "~" and before[-1:] == ["up"] and before[0] in ("is", "was", "are", "were"):
        return sign
    q = item.quantity
    if (
        sign == ">"
        and q.first >= q.number - (item.words[q.number - 1].text == "$")
        and item.words[q.last - 1].low != "+"
    ):
        sign = "="  # A verb that bounds (`passed 500`) is no bound there.
    if item.quantity.kind == "share" and item.quantity.value < 0:
        return "down"
    if item.change and item.role == "by" and sign != ">":
        return item.change
    return sign


def concepts(item: Found) -> list[str]:
    """The words of what the figure is about: the measured thing, the noun that it modifies, the clause's subject."""
    q = item.quantity
    parts = [item.holder, item.about]
    if item.object and q.kind == "count" and item.object.last > item.object.head + 1:
        parts.append(Phrase(item.object.head + 1, item.object.last, item.object.head))
    if q.kind not in ("count", "fraction"):
        parts.append(item.object)
    return [text for p in parts if p for text in joined(item.words[p.first : p.last])] or ["-"]


def merged(items: list[Found]) -> list[dict[str, Any]]:
    """Our quantities in the gold's form; the two ends of a move are one range there."""
    made: list[dict[str, Any]] = []
    for i, item in enumerate(items):
        row = {
            "value": value(item),
            "unit": unit_name(item),
            "change": bound(item),
            "concepts": concepts(item),
        }
        before = items[i - 1] if i else None
        if (
            before
            and item.role == "to"
            and before.role == "from"
            and "between" not in (item.quantity.approximator, before.quantity.approximator)
        ):
            row["value"] = [before.quantity.value, item.quantity.value]
            row["change"] = bound(before) if before.quantity.approximator != "exact" else "="
            made.pop()
        made.append(row)
    return made


def ours(text: str) -> list[dict[str, Any]]:
    """Our prediction for one sentence."""
    items = [item for item in found(text, 0, len(text)) if kept(item)]
    return merged(
        [
            read(i.words, i.quantity, [i.quantity]) if i.drop in ("age", "duration", "frequency") else i
            for i in items
        ]
    )


def kept(item: Found) -> bool:
    """Whether the gold would count it: multiples in words (`doubled`) are left out there, rates of times are in."""
    q = item.quantity
    if q.kind == "multiple":
        return item.words[q.number].kind == "num" or item.words[q.last - 1].low == "times"
    if item.drop == "frequency":
        return q.per is not None
    return item.drop is None or item.drop in KEPT or (item.drop == "age" and q.kind == "age")


def quantulum(text: str) -> list[dict[str, Any]]:
    """quantulum3's prediction; it knows no approximators and no concepts."""
    from quantulum3 import parser

    rows = []
    for q in parser.parse(text):
        name = {"percentage": "percentage", "dimensionless": "-"}.get(q.unit.name, q.unit.name)
        rows.append({"value": float(q.value), "unit": name, "change": None, "concepts": None})
    return rows


def load(path: str) -> Any:
    """The scorer, imported from its file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(name: str, predict: Any, texts: list[str], scorer: Any, gold_path: str) -> list[Any]:
    """Predict, score, print a row of the table; the predictions come back."""
    predict("Warm up 5 km.")
    begun = time.process_time()
    made = [{"text": text, "quantities": predict(text)} for text in texts]
    spent = time.process_time() - begun
    path = Path("/tmp") / f"quantities-{name}.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    gold = scorer.load_gold(gold_path, name == "quantulum3")
    result = scorer.report(gold, scorer.load_pred(path), "strict")["strict"]
    sets = ("value", "value+unit", "value+change", "value+unit+change", "value+concept_partial")
    cells = "".join(f"{result[key][2]:>10.1f}" if key in result else f"{'-':>10}" for key in sets)
    words = sum(len(text.split()) for text in texts)
    print(f"{name:12}{cells}{words / max(spent, 1e-9):>12,.0f}")
    return made


def misses(gold: list[dict[str, Any]], made: list[dict[str, Any]], scorer: Any, what: str) -> None:
    """Print what of each sentence has no partner on the other side, by value and one more attribute."""
    for row, guess in zip(gold, made, strict=True):
        want = [(scorer.gold_value(q["value"]), q) for q in row["quantities"]]
        have = [
            (tuple(q["value"]) if isinstance(q["value"], list) else q["value"], q)
            for q in guess["quantities"]
        ]
        missing = [(v, q) for v, q in want if not any(_fits(scorer, v, q, w, p, what) for w, p in have)]
        extra = [(w, p) for w, p in have if not any(_fits(scorer, v, q, w, p, what) for v, q in want)]
        if missing or extra:
            print("\n" + row["text"])
            for v, q in missing:
                print("   gold ", v, q["normalized_unit"], q.get("change"), "|", q.get("referred_concepts"))
            for w, p in extra:
                print("   ours ", w, p["unit"], p["change"], "|", p["concepts"])


def _fits(scorer: Any, v: Any, q: dict[str, Any], w: Any, p: dict[str, Any], what: str) -> bool:
    if not scorer.value_equal(v, w):
        return False
    if what == "unit":
        return bool(q["normalized_unit"].lower() == p["unit"].lower())
    if what == "bound":
        return bool(q["change"] == p["change"])
    if what == "concept":
        have = {word.lower() for word in p["concepts"]}
        return bool(set(scorer.concept_words(q.get("referred_concepts", "-"))) & have)
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold")
    parser.add_argument("--scorer", required=True)
    parser.add_argument("--peer", choices=["quantulum3"])
    parser.add_argument("--misses", choices=["value", "unit", "bound", "concept"])
    args = parser.parse_args()
    gold = json.loads(Path(args.gold).read_text(encoding="utf-8"))
    scorer = load(args.scorer)
    texts = [row["text"] for row in gold]
    print(
        f"{args.gold}, {len(texts)} sentences, strict F1; {date.today()}, {platform.processor() or platform.machine()}"
    )
    heads = ("value", "+unit", "+bound", "+unit+bnd", "+concept")
    print(f"{'':12}" + "".join(f"{head:>10}" for head in heads) + f"{'words/CPU-s':>12}")
    made = run("onrecord", ours, texts, scorer, args.gold)
    if args.peer:
        run("quantulum3", quantulum, texts, scorer, args.gold)
    if args.misses:
        misses(gold, made, scorer, args.misses)


if __name__ == "__main__":
    main()
