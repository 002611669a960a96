"""The network: MiniLM-L6 and its heads, plain torch."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 6
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
LINKS = ("none", "source", "content")
PAIR = 96
KINDS = ("person", "organisation", "place", "nationality")
LAYERED = KINDS * 2  # the outermost mention of a kind, and the one inside it


class Layer(nn.Module):
    def __init__(self, drop: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(drop)
        self.plain = False  # spelled-out attention for export

    def attend(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).reshape(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        if self.plain:
            weights = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, -1)
            mixed = weights @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        return self.out(mixed.transpose(1, 2).reshape(b, n, WIDTH))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm1(x + self.drop(self.attend(x, mask)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT's encoder at MiniLM-L6's size; `pieces` (b, n) int64, padding is 0."""

    def __init__(self, drop: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(LAYERS))
        self.drop = nn.Dropout(drop)

    def forward(self, pieces: Tensor) -> Tensor:
        mask = (pieces == 0)[:, None, None, :].float() * -10000.0
        x = self.word(pieces) + self.place.weight[: pieces.shape[1]] + self.kind
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load(self, folder: Path) -> None:
        """Takes the published weights of a BERT-shaped model folder."""
        old = load_file(str(folder / "model.safetensors"))
        emb = "embeddings."
        new = {
            "word.weight": old[emb + "word_embeddings.weight"],
            "place.weight": old[emb + "position_embeddings.weight"],
            "kind": old[emb + "token_type_embeddings.weight"][0],
            "norm.weight": old[emb + "LayerNorm.weight"],
            "norm.bias": old[emb + "LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i in range(LAYERS):
            at = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                qkv = [old[f"{at}attention.self.{x}.{part}"] for x in ("query", "key", "value")]
                new[f"layers.{i}.qkv.{part}"] = torch.cat(qkv)
                for ours, theirs in names.items():
                    new[f"layers.{i}.{ours}.{part}"] = old[f"{at}{theirs}.{part}"]
        self.load_state_dict(new)


class Chain(nn.Module):
    """A linear-chain CRF over words: the loss; decoding is the runtime's."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.step = nn.Parameter(torch.zeros(size, size))

    def forward(self, logits: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood a word; (b, n, t), (b, n), (b, n) bool with a true first column."""
        logits = logits.float()
        gain = logits.gather(2, gold[..., None]).squeeze(2) * mask
        gain = gain.sum(1) + (self.step[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
        alpha = logits[:, 0]
        for t in range(1, logits.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + self.step, 1) + logits[:, t]
            alpha = torch.where(mask[:, t, None], new, alpha)
        return (torch.logsumexp(alpha, 1) - gain).sum() / mask.sum()


class Network(nn.Module):
    """The encoder and every head; a head reads the first piece of each word."""

    def __init__(self, acts: int, crossner: int, drop: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(drop)
        self.drop = nn.Dropout(drop)
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.chain = Chain(len(TAGS))
        self.key = nn.Linear(WIDTH, PAIR * len(LINKS))
        self.query = nn.Linear(WIDTH, PAIR * len(LINKS))
        self.near = nn.Embedding(33, len(LINKS))
        self.names = nn.Linear(WIDTH, 3 * len(LAYERED))
        nn.init.zeros_(self.names.bias)  # and so it stays until the head is taught, by which `restore` tells
        self.gum = nn.Linear(WIDTH, 9)
        self.crossner = nn.Linear(WIDTH, crossner)
        self.acts = nn.Linear(WIDTH, acts)

    def words(self, pieces: Tensor, first: Tensor) -> Tensor:
        x = self.encoder(pieces)
        return self.drop(x.gather(1, first[..., None].expand(-1, -1, WIDTH)))

    def pooled(self, pieces: Tensor) -> Tensor:
        x = self.encoder(pieces)
        mask = (pieces != 0)[..., None].to(x.dtype)
        return self.drop((x * mask).sum(1) / mask.sum(1))

    def links(self, words: Tensor, rows: Tensor, anchors: Tensor) -> Tensor:
        """Logits (anchors, n, links) of every word's role for the cue that starts at each anchor."""
        _, n, _ = words.shape
        key = self.key(words)[rows].reshape(len(rows), n, len(LINKS), PAIR)
        query = self.query(words[rows, anchors]).reshape(-1, len(LINKS), PAIR)
        score = torch.einsum("anlp,alp->anl", key, query) * PAIR**-0.5
        return score + self.near(buckets(torch.arange(n)[None] - anchors[:, None]))


def restore(net: Network, state: dict[str, Tensor]) -> None:
    """Loads weights; a names head that was never trained begins at GUM's, which knows people, bodies and places."""
    if state["names.bias"].shape != net.names.bias.shape or not state["names.bias"].any():
        for part in ("weight", "bias"):
            fresh = getattr(net.names, part).detach().clone()
            fresh[:9] = state[f"gum.{part}"]
            state[f"names.{part}"] = fresh
    net.load_state_dict(state)


def buckets(gap: Tensor) -> Tensor:
    """Signed distance in words to one of 33 classes, logarithmic beyond small ones."""
    size = (torch.log2(gap.abs().float() + 1) * 2).long().clamp(max=16)
    return 16 + torch.sign(gap) * size
