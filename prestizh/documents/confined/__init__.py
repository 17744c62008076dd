"""What runs in the sandbox: bytes in, bytes out, no Django, no database, no network.

Each module has one function `work(payload: bytes) -> bytes`, which may raise `Failure(code)`.
"""


class Failure(Exception):  # noqa: N818 (a finding, as Refused is)
    """The work can't be done for a reason that the caller can put into words.

    `code` is a word from the list of the module that raises it; `detail` is for the log.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
