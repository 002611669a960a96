"""A build of a fixed sample as a user would run it: words per CPU-second, peak memory, a second run, doctor.

python benchmarks/build.py DATA [--sample benchmarks/sample300.txt] [--jobs 1] [--keep RECORD]

DATA is a folder; the sample lists paths below it, a line each (without it the whole folder). Prints a table with date and machine.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Build, build again, look after the record; print what it cost."""
    args = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        pile, record = Path(folder) / "pile", Path(args.keep or Path(folder) / "record.sqlite")
        words, files = _gather(Path(args.data), args.sample, pile)
        first = _run("build", str(pile), "-r", str(record), "-j", str(args.jobs))
        again = _run("build", str(pile), "-r", str(record), "-j", str(args.jobs))
        sound = _run("doctor", "-r", str(record))
        shown = _run("show", "problems", "--json", "--limit", "0", "-r", str(record))
        documents = _run("show", "documents", "--json", "--limit", "0", "-r", str(record))
        kept, problems = (len(json.loads(out["out"])["data"]) for out in (documents, shown))
    print(
        f"{time.strftime('%Y-%m-%d')}  {platform.machine()}  {platform.python_version()}  {args.jobs} worker(s)"
    )
    rows = (
        ("files", files),
        ("words", words),
        ("documents kept", kept),
        ("problems", problems),
        ("exit codes", f"{first['code']} {again['code']} {sound['code']}"),
        ("CPU seconds", round(first["cpu"], 1)),
        ("words per CPU-second", round(words / first["cpu"])),
        ("wall seconds", round(first["wall"], 1)),
        ("peak memory MB, largest process", round(first["peak"])),
        ("second run, seconds", round(again["wall"], 1)),
        ("doctor, seconds", round(sound["wall"], 1)),
    )
    for name, value in rows:
        print(f"{name:34}{value}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data")
    parser.add_argument("--sample", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep")
    return parser.parse_args()


def _gather(data: Path, sample: Path | None, pile: Path) -> tuple[int, int]:
    """Copies of the listed files in a folder of their own; how many words and files they are."""
    names = (
        sample.read_text().split()
        if sample
        else sorted(str(path.relative_to(data)) for path in data.rglob("*") if path.is_file())
    )
    words = 0
    for name in names:
        target = pile / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(data / name, target)
        words += len(target.read_text(encoding="utf-8", errors="replace").split())
    return words, len(names)


def _run(*words: str) -> dict[str, object]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([sys.executable, "-m", "onrecord", *words], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode not in (0, 1):
        print(done.stderr[-2000:], file=sys.stderr)
    return {
        "code": done.returncode,
        "out": done.stdout,
        "cpu": cpu,
        "wall": time.monotonic() - started,
        "peak": after.ru_maxrss / 1024,
    }


if __name__ == "__main__":
    main()
