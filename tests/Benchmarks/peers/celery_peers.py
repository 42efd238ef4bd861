"""The peer Celery, with Redis as broker: tasks of nothing, one message a task, through two kinds of settings.

Usage: celery_peers.py discard|return COUNT PROCESSES    prints {"seconds": S, "answer": A}
discard: nobody wants the results, so none is stored; that a task was run is counted in shared memory.
return:  each task returns 1, and the sum of what came back through Redis is the answer.
Redis and the worker are started by this script on a free port, are warm before the clock starts, and end with it. Settings: acknowledged
early, 64 messages prefetched a process, no events, no gossip, JSON, nothing of Redis on disk.
"""
import json
import mmap
import os
import socket
import subprocess
import sys
import tempfile
import time

import celery
import celery.signals
import redis

FOLDER = os.environ.get("CELERY_PEER_FOLDER")
BROKER = os.environ.get("CELERY_PEER_BROKER")
WARM_UP = 200
PATIENCE = 600

app = celery.Celery("celery_peers", broker=BROKER, backend=BROKER)
app.conf.update(
    task_acks_late=False,
    worker_prefetch_multiplier=64,
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    worker_send_task_events=False,
    task_send_sent_event=False,
    broker_connection_retry_on_startup=True,
    worker_hijack_root_logger=False,
)

CELL = 8
CELLS = 64
counted = None
cell = 0


def share():
    """Cells of shared memory, one a process of the pool, so that counting needs no lock."""
    global counted
    with open(os.path.join(FOLDER, "counted"), "r+b") as file:
        counted = memoryview(mmap.mmap(file.fileno(), CELL * CELLS)).cast("Q")


@celery.signals.worker_process_init.connect
def claim(**_):
    global cell
    share()
    cell = redis.Redis.from_url(BROKER).incr("peer:processes") - 1


@app.task(ignore_result=True)
def discarded():
    counted[cell] += 1


@app.task
def returned():
    return 1


def discard(count):
    before = sum(counted)
    celery.group(discarded.s() for _ in range(count)).apply_async()
    limit = time.monotonic() + PATIENCE
    while sum(counted) - before < count and time.monotonic() < limit:
        time.sleep(0.001)
    return sum(counted) - before


def give_back(count):
    return sum(celery.group(returned.s() for _ in range(count)).apply_async().get(timeout=PATIENCE))


def measure(kind, count):
    share()
    kind(WARM_UP)
    start = time.perf_counter()
    answer = kind(count)
    return time.perf_counter() - start, answer


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(folder, kind, count, processes):
    """Starts Redis and a worker, and runs this script again as their client."""
    port = free_port()
    broker = f"redis://127.0.0.1:{port}/0"
    environment = {**os.environ, "CELERY_PEER_FOLDER": folder, "CELERY_PEER_BROKER": broker, "PYTHONPATH": os.path.dirname(os.path.abspath(__file__))}
    with open(os.path.join(folder, "counted"), "wb") as file:
        file.truncate(CELL * CELLS)
    with open(os.path.join(folder, "log"), "w") as log:
        started = [subprocess.Popen(
            ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
            stdout=log, stderr=log)]
        try:
            wait_for(redis.Redis(port=port))
            started.append(subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "celery_peers", "worker", "--pool", "prefork", "--concurrency", str(processes),
                 "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"],
                env=environment, stdout=log, stderr=log, cwd=folder))
            return subprocess.run([sys.executable, os.path.abspath(__file__), kind, str(count), str(processes)], env=environment).returncode
        finally:
            for server in reversed(started):
                server.terminate()
                server.wait(60)


def wait_for(server):
    for _ in range(500):
        try:
            return server.ping()
        except redis.ConnectionError:
            time.sleep(0.02)
    raise RuntimeError("redis-server does not answer")


if __name__ == "__main__":
    if FOLDER is None:
        with tempfile.TemporaryDirectory() as own:
            sys.exit(serve(own, *sys.argv[1:4]))
    seconds, done = measure({"discard": discard, "return": give_back}[sys.argv[1]], int(sys.argv[2]))
    print(json.dumps({"seconds": seconds, "answer": done}))
