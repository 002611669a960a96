"""Writes a trained network, or the plain sentence encoder, as one ONNX file: fp32, or int8 per channel.

The graph is spelled out node by node so that the runtime gets fused attention, norms and activation:
python -m train.export tagger CHECKPOINT OUT.onnx [--fp32]
python -m train.export vectors MODEL_FOLDER OUT.onnx [--fp32]
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from train import sources
from train.network import HEADS, LAYERED, LAYERS, LINKS, PAIR, TAGS, WIDTH, Encoder, Network, restore

MS = "com.microsoft"
Weights = dict[str, np.ndarray]


class Graph:
    """Nodes and constants in the order they are added; `node` gives the first output's name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        made = helper.make_node(kind, inputs, [output], name=f"n{len(self.nodes)}_{kind}", domain=domain)
        for key, value in attributes.items():
            made.attribute.append(helper.make_attribute(key, value))
        self.nodes.append(made)
        return output

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray, output: str) -> str:
        """x @ weight.T + bias, weights as torch keeps them."""
        w = self.constant(output + ".w", weight.T.astype(np.float32))
        b = self.constant(output + ".b", bias.astype(np.float32))
        return self.node("Add", [self.node("MatMul", [x, w], output + ".mm"), b], output)


def embedded(g: Graph, w: Weights, int8: bool) -> str:
    """Pieces to normed embeddings; in int8 each row of the table has its own scale."""
    table = w["word.weight"]
    if int8:
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        rows = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
        picked = g.node("Gather", [g.constant("table", rows), "pieces"], "rows")
        picked = g.node("Cast", [picked], "rows.f", to=TensorProto.FLOAT)
        scales = g.node("Gather", [g.constant("scales", scale.astype(np.float32)), "pieces"], "row.scales")
        x = g.node("Mul", [picked, scales], "words.e")
    else:
        x = g.node("Gather", [g.constant("table", table), "pieces"], "words.e")
    g.constant("zero", np.array([0], np.int64))
    g.constant("one", np.array([1], np.int64))
    width = g.node("Shape", ["pieces"], "width", start=1, end=2)
    place = g.constant("place", (w["place.weight"] + w["kind"]).astype(np.float32))
    here = g.node("Slice", [place, "zero", width], "here")
    x = g.node("Add", [x, here], "embedded")
    return g.node(
        "LayerNormalization",
        [x, g.constant("norm.g", w["norm.weight"]), g.constant("norm.b", w["norm.bias"])],
        "x0",
        epsilon=1e-12,
        axis=-1,
    )


def layer(g: Graph, w: Weights, i: int, x: str, mask: str) -> str:
    """One transformer layer; norms stay apart from their sums, the runtime's fused kernel for both is slower."""
    at, p = f"layers.{i}.", f"l{i}."
    qkv = g.constant(p + "qkv.w", w[at + "qkv.weight"].T)
    bias = g.constant(p + "qkv.b", w[at + "qkv.bias"])
    mixed = g.node("Attention", [x, qkv, bias, mask], p + "mixed", MS, num_heads=HEADS)

    def norm(n: int, new: str, old: str, bias_of: str) -> str:
        gamma = g.constant(f"{p}norm{n}.g", w[f"{at}norm{n}.weight"])
        beta = g.constant(f"{p}norm{n}.b", w[f"{at}norm{n}.bias"])
        b = g.constant(f"{p}{bias_of}.b", w[f"{at}{bias_of}.bias"])
        total = g.node("Add", [g.node("Add", [new, b], f"{p}biased{n}"), old], f"{p}sum{n}")
        return g.node("LayerNormalization", [total, gamma, beta], f"{p}x{n}", epsilon=1e-12, axis=-1)

    out = g.node("MatMul", [mixed, g.constant(p + "out.w", w[at + "out.weight"].T)], p + "out")
    x = norm(1, out, x, "out")
    up = g.node("MatMul", [x, g.constant(p + "up.w", w[at + "up.weight"].T)], p + "up")
    up = g.node("BiasGelu", [up, g.constant(p + "up.b", w[at + "up.bias"])], p + "gelu", MS)
    down = g.node("MatMul", [up, g.constant(p + "down.w", w[at + "down.weight"].T)], p + "down")
    return norm(2, down, x, "down")


def encoded(g: Graph, w: Weights, int8: bool) -> str:
    """The hidden states; leaves the 0/1 mask of real pieces as `mask` (int32)."""
    x = embedded(g, w, int8)
    real = g.node("Not", [g.node("Equal", ["pieces", "zero"], "is.pad")], "is.real")
    g.node("Cast", [real], "mask", to=TensorProto.INT32)
    for i in range(LAYERS):
        x = layer(g, w, i, x, "mask")
    return x


def pooled(g: Graph, x: str) -> str:
    """The mean of the real pieces."""
    g.constant("axis", np.array([1], np.int64))
    g.constant("last", np.array([-1], np.int64))
    weight = g.node("Cast", ["mask"], "mask.f", to=TensorProto.FLOAT)
    wide = g.node("Unsqueeze", [weight, "last"], "mask.w")
    total = g.node("ReduceSum", [g.node("Mul", [x, wide], "masked"), "axis"], "total", keepdims=0)
    count = g.node("ReduceSum", [weight, "axis"], "count", keepdims=1)
    return g.node("Div", [total, count], "mean")


def tagger_graph(w: Weights, int8: bool) -> tuple[Graph, list[str], dict[str, str]]:
    """All heads of a trained network; words are read at their first piece."""
    g = Graph()
    encoder = {k.removeprefix("encoder."): v for k, v in w.items() if k.startswith("encoder.")}
    x = encoded(g, encoder, int8)
    g.constant("two", np.array([2], np.int64))
    at = g.node("Unsqueeze", ["first", "two"], "first.u")
    shape = g.node(
        "Concat",
        [g.node("Shape", ["first"], "first.s"), g.constant("wide", np.array([WIDTH]))],
        "full",
        axis=0,
    )
    words = g.node("GatherElements", [x, g.node("Expand", [at, shape], "first.x")], "words", axis=1)
    joined = ["tag", "names", "key", "query"]
    weight = np.concatenate([w[h + ".weight"] for h in joined])
    bias = np.concatenate([w[h + ".bias"] for h in joined])
    both = g.linear(words, weight, bias, "heads")
    sizes = g.constant("sizes", np.array([len(w[h + ".bias"]) for h in joined], np.int64))
    split = helper.make_node("Split", [both, sizes], joined, axis=2, name="split")
    g.nodes.append(split)
    mean = pooled(g, x)
    g.node("Softmax", [g.linear(mean, w["acts.weight"], w["acts.bias"], "acts.l")], "acts", axis=-1)
    about = {
        "tags": " ".join(TAGS),
        "links": " ".join(LINKS),
        "kinds": " ".join(LAYERED),
        "acts": " ".join(sources.ACTS),
        "pair": str(PAIR),
        "chain": json.dumps(np.round(w["chain.step"].astype(float), 5).tolist()),
        "near": json.dumps(np.round(w["near.weight"].astype(float), 5).tolist()),
    }
    return g, [*joined, "acts"], about


def vectors_graph(w: Weights, int8: bool) -> tuple[Graph, list[str], dict[str, str]]:
    """Mean-pooled vectors of unit length."""
    g = Graph()
    mean = pooled(g, encoded(g, w, int8))
    g.node("LpNormalization", [mean], "vectors", axis=-1, p=2)
    return g, ["vectors"], {}


def model(g: Graph, outputs: list[str], about: dict[str, str]) -> onnx.ModelProto:
    """The checked model with its inputs, outputs and settings."""
    ins = [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["batch", "pieces_n"])]
    if "tag" in outputs:
        ins.append(helper.make_tensor_value_info("first", TensorProto.INT64, ["batch", "words_n"]))
    outs = [helper.make_tensor_value_info(o, TensorProto.FLOAT, None) for o in outputs]
    graph = helper.make_graph(g.nodes, "onrecord", ins, outs, g.constants)
    imports = [helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)]
    made = helper.make_model(graph, opset_imports=imports, ir_version=9)
    helper.set_model_props(made, about)
    return made


def write(made: onnx.ModelProto, out: Path, int8: bool) -> None:
    """Saves, in int8 with one scale a column of each weight matrix."""
    if not int8:
        onnx.save(made, str(out))
        return
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(made, str(plain))
        quantize_dynamic(
            plain,
            out,
            op_types_to_quantize=["MatMul", "Attention"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            reduce_range=True,  # seven bits: processors without VNNI overflow on eight
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("what", choices=["tagger", "vectors"])
    ap.add_argument("weights", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--fp32", action="store_true")
    ap.add_argument(
        "--lean", type=float, default=0.5, help="added to the scores of sources; chosen on PolNeAR dev"
    )
    a = ap.parse_args()
    if a.what == "tagger":
        state = torch.load(a.weights)
        restore(Network(len(sources.ACTS), 1 + 2 * len(sources.CROSSNER)), state)
        make = tagger_graph
    else:
        encoder = Encoder()
        encoder.load(a.weights)
        state, make = encoder.state_dict(), vectors_graph
    arrays = {k: v.float().numpy() for k, v in state.items()}
    if a.what == "tagger":
        for tag in ("B-source", "I-source"):
            arrays["tag.bias"][TAGS.index(tag)] += a.lean
    write(model(*make(arrays, not a.fp32)), a.out, not a.fp32)


if __name__ == "__main__":
    main()
