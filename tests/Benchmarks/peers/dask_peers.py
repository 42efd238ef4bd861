"""The peer dask.distributed: tasks of nothing on a local cluster, one task each.

Usage: dask_peers.py noop COUNT PROCESSES    prints {"seconds": S, "answer": A}
Worker processes of one thread each, no dashboard; warm before the clock starts. Submitted in batches, as the documentation of Client.map
advises for very many tasks, so that the workers begin while the rest is being submitted.
"""
import json
import sys
import time

from distributed import Client, LocalCluster

BATCH = 1000
WARM_UP = 200


def nothing(task):
    return 1


def run(client, first, count):
    return sum(client.gather(client.map(nothing, range(first, first + count), batch_size=BATCH)))


if __name__ == "__main__":
    tasks, processes = int(sys.argv[2]), int(sys.argv[3])
    with LocalCluster(n_workers=processes, threads_per_worker=1, processes=True, dashboard_address=None) as cluster, Client(cluster) as user:
        run(user, 0, WARM_UP)
        start = time.perf_counter()
        answer = run(user, WARM_UP, tasks)
        seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "answer": answer}))
