"""Not a peer but a scale: runs a program and tells the most memory that it ever held.

Usage: peak_memory.py SECONDS PROGRAM ARGUMENT...    prints {"megabytes": M, "exit": E, "stopped": B, "output": O}
After SECONDS (0: never) the program is asked to end, by SIGTERM. The system keeps the peak of an ended child to the
page, which no sampling from outside could.
"""
import json
import os
import subprocess
import sys
import threading

limit, command = float(sys.argv[1]), sys.argv[2:]
child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=sys.stderr, text=True)
stopped = threading.Event()


def stop():
    stopped.set()
    child.terminate()


timer = threading.Timer(limit, stop)
if limit > 0:
    timer.start()
output = child.stdout.read()
timer.cancel()
_, status, usage = os.wait4(child.pid, 0)
print(json.dumps({
    "megabytes": usage.ru_maxrss * 1024 / 1e6,
    "exit": os.waitstatus_to_exitcode(status),
    "stopped": stopped.is_set(),
    "output": output,
}))
