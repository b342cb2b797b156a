"""Print how quick the web app is on a store, alone and under load while another process writes to the store.

usage: python benchmarks/web.py STORE [--seconds 30] [--rate 50] [--pages-only]

The store is copied first; `scripts/make_store.py` makes one of real size. The load comes from this script: requests leave at
a fixed rate whether or not earlier ones were answered, and each latency counts from the moment at which its request was due,
so that a server that falls behind cannot hide it. The clients share the machine with the server.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from detente.records import DateValue, Document, content_id
from detente.store import Store

WARM_ROUNDS = 5
WRITE_EVERY_S = 0.5
# Connections of the run without a rate.
AT_ONCE = 16
LONGEST_S = 120.0


@contextmanager
def serving(store: Path) -> Iterator[tuple[str, int, float]]:
    """Run `detente serve` on a free port; gives its address, its process id and the seconds until it answered."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    program = [sys.executable, "-c", "from detente.cli import main; main()"]
    began = time.perf_counter()
    process = subprocess.Popen([*program, "serve", str(store), "--port", str(port), "--quiet"])
    try:
        while True:
            try:
                httpx.get(f"http://127.0.0.1:{port}/favicon.ico", timeout=LONGEST_S)
                break
            except httpx.HTTPError:
                if process.poll() is not None:
                    raise SystemExit("detente serve did not start") from None
                time.sleep(0.01)
        yield f"http://127.0.0.1:{port}", process.pid, time.perf_counter() - began
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            print("the server did not end within 20 s")
            process.kill()
            process.wait()


def memory(pid: int) -> str:
    """Return what a process has in memory now and had at most."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    values = {line.split(":")[0]: int(line.split()[1]) // 1024 for line in lines if line.startswith(("VmRSS", "VmHWM"))}
    return f"{values['VmRSS']} MiB, at most {values['VmHWM']} MiB"


def processor(pid: int) -> float:
    """Return the seconds of processor time that a process has used, which a busy machine does not stretch as it does time."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pages(client: httpx.Client) -> dict[str, str]:
    """Return an address of each page, with what the store has most of."""

    def items(path: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = client.get(f"/api/v1/{path}", timeout=120).json()["items"]
        return found

    dyad = items("dyads?per_page=1")[0]
    a, b = dyad["a"], dyad["b"]
    event = items(f"events?dyad={a}-{b}&per_page=1&order=confidence")[0]
    return {
        "overview": "/",
        "dyad": f"/dyads/{a}-{b}",
        "timeline": "/timeline",
        "timeline of a dyad": f"/timeline?dyad={a}-{b}",
        "events": "/events",
        "events, filtered": f"/events?dyad={a}-{b}&type=ACCUSE&order=intensity",
        "event": event["page"],
        "incidents": "/incidents",
        "incident": f"/incidents/{event['incident']}",
        "documents": "/documents",
        "document": f"/documents/{event['document']}",
        "editions": "/editions",
        "agreements": "/agreements",
        "calendar": "/calendar",
        "actors": "/actors",
        "actor": f"/actors/{event['source'][0]['id']}",
        "search, no words": "/search",
        "search": "/search?q=sanctions",
        "search, filtered": f"/search?q=talks&country={a}&type=CONSULT",
        "coverage": "/coverage",
        "judgements": "/judgements",
        "brief": f"/brief/{a}-{b}",
        "API page": "/api",
        "API events": "/api/v1/events",
        "API index": f"/api/v1/dyads/{a}-{b}/index",
        "API heat": "/api/v1/heat?per_page=200",
    }


def timed(client: httpx.Client, path: str) -> tuple[float, int]:
    """Return the seconds that an address takes to answer, LONGEST_S for what takes longer, and the size of the answer."""
    began = time.perf_counter()
    try:
        response = client.get(path, timeout=LONGEST_S)
    except httpx.TimeoutException:
        return LONGEST_S, 0
    took = time.perf_counter() - began
    if response.status_code >= 400:
        raise SystemExit(f"{path}: {response.status_code}\n{response.text[:500]}")
    return took, len(response.content)


def measure_pages(store: Path) -> dict[str, str]:
    with serving(store) as (address, pid, started), httpx.Client(base_url=address) as client:
        print(f"answers after {started:.2f} s, {processor(pid):.2f} s of processor time")
        before = processor(pid)
        print(
            f"first page of all, `/`: {timed(client, '/')[0]:.3f} s, {processor(pid) - before:.2f} s of processor time"
        )
        print(f"the same again: {median(timed(client, '/')[0] for _ in range(WARM_ROUNDS)):.3f} s")
        found = pages(client)
        print("\n| page | first time | processor | again (median) | processor | size |\n| --- " + "| --- " * 5 + "|")
        for name, path in found.items():
            at = [processor(pid)]
            cold, size = timed(client, path)
            at.append(processor(pid))
            warm = median(timed(client, path)[0] for _ in range(WARM_ROUNDS))
            at.append(processor(pid))
            spent = (at[1] - at[0]) * 1000, (at[2] - at[1]) / WARM_ROUNDS * 1000
            print(
                f"| {name} | {cold * 1000:.0f} ms | {spent[0]:.0f} ms | {warm * 1000:.0f} ms | {spent[1]:.0f} ms "
                f"| {size / 1000:.0f} kB |",
                flush=True,
            )
        print(f"\nmemory: {memory(pid)}")
    return found


@dataclass
class Outcome:
    """What became of the requests of a run: seconds by address, and errors by kind."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)

    def tell(self, over_s: float) -> None:
        every = sorted(took for some in self.seconds.values() for took in some)
        at = [every[min(len(every) - 1, int(len(every) * share))] for share in (0.5, 0.9, 0.99)] if every else [0, 0, 0]
        print(
            f"{len(every)} answers in {over_s:.1f} s ({len(every) / over_s:.1f}/s), {self.errors.total()} errors "
            f"{dict(self.errors) or ''}; latency: median {at[0] * 1000:.0f} ms, 90 % {at[1] * 1000:.0f} ms, "
            f"99 % {at[2] * 1000:.0f} ms, longest {every[-1] * 1000 if every else 0:.0f} ms"
        )
        slowest = sorted(self.seconds.items(), key=lambda pair: -median(pair[1]))[:5]
        for path, some in slowest:
            print(f"  median {median(some) * 1000:6.0f} ms, longest {max(some) * 1000:6.0f} ms: {path}")


async def ask(client: httpx.AsyncClient, path: str, due: float, outcome: Outcome) -> None:
    try:
        response = await client.get(path)
    except httpx.HTTPError as error:
        outcome.errors[type(error).__name__] += 1
        return
    if response.status_code >= 400:
        outcome.errors[f"{response.status_code} {path}"] += 1
    else:
        outcome.seconds.setdefault(path, []).append(time.perf_counter() - due)


async def at_rate(address: str, paths: list[str], rate: float, seconds: float) -> None:
    """Send requests at a fixed rate and tell what became of them."""
    outcome = Outcome()
    limits = httpx.Limits(max_connections=500, max_keepalive_connections=100)
    choose = random.Random(1)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        began = time.perf_counter()
        running = []
        for number in range(round(rate * seconds)):
            due = began + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            running.append(asyncio.create_task(ask(client, choose.choice(paths), due, outcome)))
        await asyncio.gather(*running)
        outcome.tell(time.perf_counter() - began)


async def as_many(address: str, paths: list[str], seconds: float) -> None:
    """Send requests over some connections, each as soon as the one before is answered, and tell how many went through."""
    outcome = Outcome()
    end = time.perf_counter() + seconds

    async def one(number: int, client: httpx.AsyncClient) -> None:
        choose = random.Random(number)
        while time.perf_counter() < end:
            await ask(client, choose.choice(paths), time.perf_counter(), outcome)

    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        began = time.perf_counter()
        await asyncio.gather(*(one(number, client) for number in range(AT_ONCE)))
        outcome.tell(time.perf_counter() - began)


def write(path: Path, stop: Any, told: Any) -> None:
    """Write to a store as a reading process does, a document and a judgement or its undoing at a time."""
    count, longest = 0, 0.0
    with Store(path) as store:
        events = store.find_events(limit=200).items
        while not stop.is_set():
            began = time.perf_counter()
            text = f"Note {count} of the writer, {os.getpid()}: the ministries of both states spoke on the telephone."
            day = DateValue(date(2024, 1, 1), date(2024, 1, 1), "day")
            store.add_document(
                Document(content_id("d", text), f"written/{count}", text, text, "text/plain", published=day)
            )
            made = store.judge(events[count % len(events)].id, "accepted", reviewer="writer")
            store.undo_judgement(made.id)
            count += 1
            longest = max(longest, time.perf_counter() - began)
            stop.wait(WRITE_EVERY_S)
    told.put((count, longest))


def under_load(store: Path, paths: list[str], rate: float, seconds: float) -> None:
    stop, told = multiprocessing.Event(), multiprocessing.Queue()
    with serving(store) as (address, pid, _):
        with httpx.Client(base_url=address) as client:
            for path in paths:
                timed(client, path)
        writer = multiprocessing.Process(target=write, args=(store, stop, told))
        writer.start()
        print(f"\n{rate:.0f} requests a second over {len(paths)} addresses while another process writes:")
        asyncio.run(at_rate(address, paths, rate, seconds))
        print(f"\nas many as go through over {AT_ONCE} connections, still written to:")
        asyncio.run(as_many(address, paths, min(seconds, 10)))
        stop.set()
        count, longest = told.get(timeout=60)
        writer.join()
        print(f"\n{count} rounds of writing, the longest took {longest:.2f} s")
        print(f"memory of the server: {memory(pid)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--pages-only", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(shutil.copy(given.store, Path(folder) / "store.db"))
        with Store(store) as opened:
            found = opened.find_events(limit=1)
            print(f"{found.total} events, {opened.find_documents(limit=1).total} documents")
        paths = measure_pages(store)
        if not given.pages_only:
            under_load(store, list(paths.values()), given.rate, given.seconds)


if __name__ == "__main__":
    main()
