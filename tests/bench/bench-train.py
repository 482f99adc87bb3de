#!/usr/bin/python3
"""Training a variational autoencoder, one thread, beside PyTorch.

Arguments: bench-train, the folder with the digits. Prints samples a second of this
program and of PyTorch (each the fastest of alternating rounds of an epoch), their ratio,
and ours as a share of what the five large matrix products of a minibatch alone would
allow at this machine's sgemm rate: above 1 it is because products with pixels that are 0
are left out. Fails below 1.5 times PyTorch; WORKINGS_BENCH_SLACK is a factor on the bound.
Without PyTorch (Debian: python3-torch) ours is printed alone.

784-256-(2+2)-256-784, Bernoulli, Adam, minibatches of 64, denormals flushed in both.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import gzip
import os
import subprocess
import sys
import time

ROUNDS = 9
BATCH = 64
AT_LEAST = 1.5
SLACK = float(os.environ.get("WORKINGS_BENCH_SLACK", "1"))


def peer(folder):
    """A function that trains an epoch and returns samples a second, or None."""
    try:
        import numpy
        import torch
    except ImportError:
        return None
    from torch.nn import Linear
    from torch.nn.functional import binary_cross_entropy_with_logits
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    with gzip.open(os.path.join(folder, "mnist5k-train-images-idx3-ubyte.gz")) as file:
        data = numpy.frombuffer(file.read(), numpy.uint8, offset=16)
    data = torch.from_numpy(data.astype(numpy.float32).reshape(-1, 784) / 255)
    hidden, mean, logvar = Linear(784, 256), Linear(256, 2), Linear(256, 2)
    unfold, out = Linear(2, 256), Linear(256, 784)
    layers = torch.nn.ModuleList([hidden, mean, logvar, unfold, out])
    # Whichever of its two ways to take the step is faster here.
    optimisers = [torch.optim.Adam(layers.parameters(), lr=0.001, foreach=way)
                  for way in (False, True)]

    def loss(x):
        h = torch.relu(hidden(x))
        mu, l = mean(h), logvar(h)
        z = mu + torch.randn_like(mu) * torch.exp(l / 2)
        o = out(torch.relu(unfold(z)))
        reconstruction = binary_cross_entropy_with_logits(o, x, reduction="sum")
        kl = 0.5 * torch.sum(mu * mu + torch.exp(l) - 1 - l)
        return (reconstruction + kl) / len(x)

    def epoch(optimiser):
        start = time.thread_time()
        order = torch.randperm(len(data))
        for i in range(0, len(data), BATCH):
            optimiser.zero_grad(set_to_none=True)
            loss(data[order[i:i + BATCH]]).backward()
            optimiser.step()
        return len(data) / (time.thread_time() - start)

    return lambda: max(epoch(optimiser) for optimiser in optimisers)


def main():
    ours = subprocess.Popen([sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            text=True)

    def ask(word):
        ours.stdin.write(word + "\n")
        ours.stdin.flush()
        return float(ours.stdout.readline())

    torch = peer(sys.argv[2])
    rates = {"train": [], "products": [], "torch": []}
    for _ in range(ROUNDS):
        for word in ("products", "train"):
            rates[word].append(ask(word))
        if torch is not None:
            rates["torch"].append(torch())
    ours.stdin.close()
    ours.wait()
    rate, products = max(rates["train"]), max(rates["products"])
    flops = 5 * 2 * 784 * 256
    print(f"{rate:.0f} samples/s; {rate / products:.2f} of the {products:.0f} that its "
          f"products allow by sgemm, {products * flops / 1e9:.0f} GFLOP/s")
    if torch is None:
        print("PyTorch is not installed: no comparison")
        return 0
    ratio, limit = rate / max(rates["torch"]), AT_LEAST / SLACK
    print(f"PyTorch {max(rates['torch']):.0f} samples/s, ratio {ratio:.2f} "
          f"(at least {limit:g})")
    if ratio < limit:
        print("too slow:", f"{ratio:.2f} times PyTorch")
        return 1
    return 0


sys.exit(main())
