"""The weight files, with a card each; a file that is not installed means an encoder that reads nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent
TAGGER = "tagger.onnx"
VECTORS = "vectors.onnx"
MENTIONS = "mentions.npz"
TOKENIZER = "tokenizer.json"


def available(name: str = TAGGER) -> bool:
    """Whether a weight file and the tokenizer are installed."""
    return (FOLDER / name).is_file() and (FOLDER / TOKENIZER).is_file()


@cache
def tokenizer() -> Tokenizer:
    """The shared tokenizer, without cutting and padding."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(FOLDER / TOKENIZER))
    made.no_truncation()
    made.no_padding()
    return made


def session(path: Path, threads: int = 1) -> InferenceSession:
    """An inference session on one thread: documents, not matrices, are what we run side by side."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # That fusion's kernel is slower than the two it replaces: a sixth of the whole run.
    off = ["SkipLayerNormFusion"]
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=off)
