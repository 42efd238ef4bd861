"""The peers in numba: the same loops compiled for this processor, in parallel threads.

Usage: numba_peers.py pi|cos COUNT THREADS    prints {"seconds": S, "answer": A}
Compiling is over before the clock starts.
"""
import json
import math
import sys
import time

import numba


@numba.njit(parallel=True, fastmath=True)
def pi(count):
    width = 1.0 / count
    total = 0.0
    for i in numba.prange(count):
        x = (i + 0.5) * width
        total += 4.0 / (1.0 + x * x)
    return total * width


@numba.njit(parallel=True, fastmath=True)
def cos(count):
    width = math.pi / 2 / count
    total = 0.0
    for i in numba.prange(count):
        total += math.cos((i + 0.5) * width)
    return total * width


if __name__ == "__main__":
    kernel = {"pi": pi, "cos": cos}[sys.argv[1]]
    numba.set_num_threads(int(sys.argv[3]))
    kernel(1000)
    start = time.perf_counter()
    answer = kernel(int(sys.argv[2]))
    print(json.dumps({"seconds": time.perf_counter() - start, "answer": answer}))
