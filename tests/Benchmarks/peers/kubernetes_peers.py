"""The peer python3-kubernetes, the official client: decoding a watch, listing, and waiting for changes.

Usage: kubernetes_peers.py watch|json TYPE FILE SECONDS    decodes a recorded watch from memory until the seconds are over
       kubernetes_peers.py list|raw PLURAL KUBECONFIG      lists all objects of the namespace that is named like them, in pages of 500
       kubernetes_peers.py changes NAMESPACE KUBECONFIG    watches ConfigMaps, and prints the number in each that changes
The first two print {"seconds": S, "answer": A}, of decoding the seconds that the processor has worked. "watch" is the client's own watch with its models, "json" the least that a program in
Python can do with the same lines; "raw" is the same list by the client, but parsed as plain JSON.
"""
import json
import sys
import time

from kubernetes import client, config, watch

MODELS = {"pods": "V1Pod", "configmaps": "V1ConfigMap"}
PAGE = 500


class Recorded:
    """What the client's watch reads from, in place of a connection."""

    def __init__(self, data):
        self.data = data

    def stream(self, amt=None, decode_content=None):
        for begin in range(0, len(self.data), 1 << 16):
            yield self.data[begin:begin + (1 << 16)]

    def close(self):
        pass

    def release_conn(self):
        pass


def repeat(decode, seconds):
    """Events, and the seconds of a core that they took: what else the machine does meanwhile is not counted."""
    start, events = time.process_time(), 0
    while True:
        for _ in decode():
            events += 1
            elapsed = time.process_time() - start
            if elapsed >= seconds:
                return elapsed, events


def decode_watch(data, plural):
    return watch.Watch(return_type=MODELS[plural]).stream(lambda **_: Recorded(data), timeout_seconds=1)


def decode_json(data, plural):
    return map(json.loads, data.splitlines())


def read_list(plural, kubeconfig, raw):
    config.load_kube_config(kubeconfig)
    core = client.CoreV1Api()
    call = {"pods": core.list_namespaced_pod, "configmaps": core.list_namespaced_config_map}[plural]
    start, kept, token = time.perf_counter(), [], None
    while True:
        answer = call(plural, limit=PAGE, _continue=token, _preload_content=not raw)
        if raw:
            page = json.loads(answer.data)
            kept += page["items"]
            token = page["metadata"].get("continue")
        else:
            kept += answer.items
            token = answer.metadata._continue
        if not token:
            return time.perf_counter() - start, len(kept)


def print_changes(namespace, kubeconfig):
    config.load_kube_config(kubeconfig)
    for event in watch.Watch().stream(client.CoreV1Api().list_namespaced_config_map, namespace):
        print((event["object"].data or {}).get("number"), flush=True)


if __name__ == "__main__":
    kind = sys.argv[1]
    if kind in ("watch", "json"):
        with open(sys.argv[3], "rb") as file:
            recorded = file.read()
        decoder = {"watch": decode_watch, "json": decode_json}[kind]
        elapsed, answer = repeat(lambda: decoder(recorded, sys.argv[2]), float(sys.argv[4]))
    elif kind in ("list", "raw"):
        elapsed, answer = read_list(sys.argv[2], sys.argv[3], kind == "raw")
    else:
        sys.exit(print_changes(sys.argv[2], sys.argv[3]))
    print(json.dumps({"seconds": elapsed, "answer": answer}))
