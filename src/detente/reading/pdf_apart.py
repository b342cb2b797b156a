"""PDF files read in a process of their own, which a hostile file can exhaust or crash without harm to anything else.

The parser is native code that no one can interrupt: a file of three kilobytes whose forms draw one another ten times over
would keep it busy for ever.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import Any

from detente.errors import ReadError
from detente.reading.pdf import PdfText, extract

# Of processor time, so that a busy machine changes nothing; a paper of 500 pages takes about a minute.
LONGEST_S = 600
MOST_MEMORY = 4_000_000_000
_REMEDY = "print it to a new PDF, or save its text"


def extract_apart(data: bytes, path: str) -> PdfText:
    """Extract the text of a PDF in another process.

    Args:
        data: The file.
        path: Its name, for messages.

    Raises:
        ReadError: If it cannot be read, or takes more than `LONGEST_S` seconds or `MOST_MEMORY` bytes.
    """
    command = [sys.executable, "-m", "detente.reading.pdf_apart", path, str(LONGEST_S), str(MOST_MEMORY)]
    done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if done.returncode == 0:
        answer = pickle.loads(done.stdout)
        if isinstance(answer, PdfText):
            return answer
        where, reason, remedy = answer
        raise ReadError(where, reason, remedy)
    raise ReadError(path, "is a PDF whose reading takes too much time or memory, or stops the parser", _REMEDY)


def main() -> None:
    """Read a PDF from standard input and write what it says, or why it cannot be read, to standard output."""
    path, seconds, size = sys.argv[1:4]
    _bind(int(seconds), int(size))
    answer: Any
    try:
        answer = extract(sys.stdin.buffer.read(), path)
    except ReadError as error:
        answer = (error.where, error.reason, error.remedy)
    sys.stdout.buffer.write(pickle.dumps(answer))


def _bind(seconds: int, size: int) -> None:
    """Let the system end this process when it takes too much, where the system can (not on Windows)."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, size)):
        _, hard = resource.getrlimit(kind)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (wanted, hard))


if __name__ == "__main__":
    main()
