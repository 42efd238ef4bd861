"""The peers in plain CPython: what a user of multiprocessing has.

Usage: multiprocessing_peers.py pi|pool COUNT PROCESSES    prints {"seconds": S, "answer": A}
The processes exist before the clock starts.
"""
import json
import multiprocessing
import sys
import time

CHUNK = 10_000


def sum_terms(lower, upper, count):
    total = 0.0
    for i in range(lower, upper):
        x = (i - 0.5) / count
        total += 4.0 / (1.0 + x * x)
    return total


def work(tasks, results, count):
    for lower, upper in iter(tasks.get, None):
        results.put(sum_terms(lower, upper, count))
    results.put(None)


def pi(count, processes):
    """Master and workers: one queue of (lower, upper), one of partial sums, a sentinel for each worker."""
    tasks, results = multiprocessing.Queue(), multiprocessing.Queue()
    workers = [multiprocessing.Process(target=work, args=(tasks, results, count)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    start = time.perf_counter()
    for lower in range(1, count + 1, CHUNK):
        tasks.put((lower, min(lower + CHUNK, count + 1)))
    for _ in workers:
        tasks.put(None)
    total, working = 0.0, processes
    while working:
        part = results.get()
        if part is None:
            working -= 1
        else:
            total += part
    seconds = time.perf_counter() - start
    for worker in workers:
        worker.join()
    return seconds, total / count


def nothing(task):
    return 1


def pool(count, processes):
    """Tasks of nothing, one by one through a pool, in whatever order they end."""
    with multiprocessing.Pool(processes) as workers:
        workers.map(nothing, range(processes))
        start = time.perf_counter()
        done = sum(workers.imap_unordered(nothing, range(count)))
        return time.perf_counter() - start, done


if __name__ == "__main__":
    elapsed, answer = {"pi": pi, "pool": pool}[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]))
    print(json.dumps({"seconds": elapsed, "answer": answer}))
