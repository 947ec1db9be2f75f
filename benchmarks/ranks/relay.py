#!/usr/bin/env python3
"""A link between two network namespaces that takes time and loses packets, for kernels without netem: two tun devices and this process between them.

Usage: relay.py HOST1 HOST2 SECONDS-ONE-WAY BYTES-PER-SECOND SHARE-LOST      (namespaces host-HOST1 and host-HOST2; needs root)
"""
import ctypes
import fcntl
import os
import random
import select
import struct
import subprocess
import sys
import time

MTU = 65000  # Large packets, so that the process does not become the limit.
TUNSETIFF, IFF_TUN, IFF_NO_PI, CLONE_NEWNET = 0x400454CA, 0x0001, 0x1000, 0x40000000


def open_end(host: str) -> int:
    """Makes the device of one host and gives it the host's address."""
    own = os.open("/proc/self/ns/net", os.O_RDONLY)
    there = os.open(f"/run/netns/host-{host}", os.O_RDONLY)
    libc = ctypes.CDLL(None)
    if libc.setns(there, CLONE_NEWNET) != 0:
        raise OSError("setns needs root")
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)  # It belongs to the namespace where it is opened.
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", b"wire", IFF_TUN | IFF_NO_PI))
    for words in ("link set dev wire mtu %d up" % MTU, f"addr add {host}/24 dev wire", "link set lo up"):
        subprocess.run(["ip", *words.split()], check=True)
    libc.setns(own, CLONE_NEWNET)
    return device


def main() -> None:
    hosts, (delay, rate, lost) = sys.argv[1:3], map(float, sys.argv[3:6])
    ends = [open_end(host) for host in hosts]
    waiting: list[list[tuple[float, bytes]]] = [[], []]  # by the end where they will come out, by time
    free = [0.0, 0.0]  # when the line in each direction is free again
    print("ready", flush=True)
    while True:
        now = time.monotonic()
        for out, queue in enumerate(waiting):
            while queue and queue[0][0] <= now:
                os.write(ends[out], queue.pop(0)[1])
        due = [queue[0][0] for queue in waiting if queue]
        readable, _, _ = select.select(ends, [], [], max(0.0, min(due) - time.monotonic()) if due else None)
        for end in readable:
            packet = os.read(end, MTU + 64)
            out = 1 - ends.index(end)
            if random.random() < lost:
                continue
            free[out] = max(free[out], time.monotonic()) + len(packet) / rate
            waiting[out].append((free[out] + delay, packet))


main()
