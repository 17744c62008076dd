"""Modules for the sandbox that try what must not work there. The payload says which."""

import os
import socket
import time
import urllib.request

from prestizh.documents.confined import Failure


def work(payload: bytes) -> bytes:
    """Do what the first word of the payload says."""
    word, _, rest = payload.partition(b" ")
    match word:
        case b"echo":
            return rest
        case b"print":
            print(rest.decode())  # noqa: T201 (it must not reach the answer)
            return b"quiet"
        case b"refuse":
            raise Failure(rest.decode(), "as told")
        case b"eat":
            return b"x" * int(rest)
        case b"spin":
            while True:
                pass
        case b"sleep":
            time.sleep(int(rest))
        case b"die":
            os.abort()
        case b"environment":
            return repr(dict(os.environ)).encode()
        case b"call":
            host, _, port = rest.decode().partition(":")
            with socket.create_connection((host, int(port)), timeout=2):
                return b"connected"
        case b"fetch":
            return bytes(urllib.request.urlopen(rest.decode(), timeout=2).read())  # noqa: S310
    return b""
