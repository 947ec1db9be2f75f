#!/usr/bin/env python3
"""Reads event files of TensorBoard as `dragoman train --tensorboard` writes them, checks every byte of the framing, and prints an event a line as JSON.

usage: tests/read-events.py FILE...

Needs the standard library only and shares no code with the writer: the checksum is computed from its polynomial, the messages are read by their wire format.
"""
import json
import struct
import sys

TABLE = []
for byte in range(256):
    value = byte
    for _ in range(8):
        value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
    TABLE.append(value)


def masked_crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17 & 0xFFFFFFFF) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    at = 0
    while at < len(data):
        header = data[at : at + 8]
        (length,) = struct.unpack("<Q", header)
        (length_sum,) = struct.unpack_from("<I", data, at + 8)
        if length_sum != masked_crc32c(header):
            raise ValueError(f"byte {at}: the checksum of the length is wrong")
        body = data[at + 12 : at + 12 + length]
        (body_sum,) = struct.unpack_from("<I", data, at + 12 + length)
        if len(body) != length or body_sum != masked_crc32c(body):
            raise ValueError(f"byte {at}: the checksum of the record is wrong")
        yield body
        at += 16 + length


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def fields(data):
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 1:
            (value,), at = struct.unpack_from("<d", data, at), at + 8
        elif kind == 5:
            (value,), at = struct.unpack_from("<f", data, at), at + 4
        elif kind == 2:
            size, at = varint(data, at)
            value, at = data[at : at + size], at + size
            if len(value) != size:
                raise ValueError("a field is longer than its message")
        else:
            raise ValueError(f"field {number} is of kind {kind}")
        yield number, value


def event(data):
    read = {"step": 0}
    for number, value in fields(data):
        if number == 1:
            read["wallTime"] = value
        elif number == 2:
            read["step"] = value
        elif number == 3:
            read["version"] = value.decode()
        elif number == 7:
            read["session"] = dict(fields(value))[1]
        elif number == 5:
            scalars = [dict(fields(scalar)) for kind, scalar in fields(value) if kind == 1]
            read["scalars"] = {scalar[1].decode(): scalar[2] for scalar in scalars}
        else:
            raise ValueError(f"an event has a field {number}, which is not known here")
    return read


def main(paths):
    for path in paths:
        with open(path, "rb") as file:
            for record in records(file.read()):
                print(json.dumps(event(record)))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
