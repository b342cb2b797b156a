"""`detente serve`."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from detente.cli.reporting import DEFAULT_STORE, Reporter, common_options, store_option

if TYPE_CHECKING:
    from uvicorn import Server

    from detente.web import Settings

_PASSWORD_VARIABLE = "DETENTE_PASSWORD"
# Requests at once; more are told to come back later. Those that wait for an answer that is being made cost next to nothing.
_MOST_AT_ONCE = 2000
_STOP_WITHIN_S = 5


@click.command("serve", epilog="Example: detente serve korea.db --open")
@click.argument("store", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8008, show_default=True, help="Port; 0 for any free one."
)
@click.option(
    "--host-name", "hosts", multiple=True, metavar="NAME", help="A name under which visitors reach the pages."
)
@click.option("--behind-proxy", is_flag=True, help="A proxy on this machine lets others in; believe its headers.")
@click.option("--read-only", is_flag=True, help="Refuse judgements and whatever else changes the store.")
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"File whose first line is the password.  [default: ${_PASSWORD_VARIABLE}]",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the pages in the browser.")
@store_option
@common_options
def command(
    store: Path | None,
    host: str,
    port: int,
    hosts: tuple[str, ...],
    behind_proxy: bool,
    read_only: bool,
    password_file: Path | None,
    open_browser: bool,
    store_path: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Show a store in the browser.

    STORE is the store's file. Only this machine can reach the pages, unless --host or --behind-proxy let others in; then a
    password is needed. Ctrl-C ends it.
    """
    from detente.web import Settings
    from detente.web.settings import is_loopback

    if store is not None and store_path is not None:
        raise click.UsageError("name the store once: STORE or --store")
    path = store or store_path or DEFAULT_STORE
    reporter = Reporter(quiet=quiet, as_json=as_json)
    _check_store(path, read_only=read_only)
    listener = _listen(host, port)
    with closing(listener):
        port = listener.getsockname()[1]
        settings = Settings(path, host, port, read_only=read_only, hosts=hosts, behind_proxy=behind_proxy)
        hashed = _password(password_file, reporter, needed=not settings.only_here)
        settings = replace(settings, password_hash=hashed)
        name = host if is_loopback(host) else {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
        address = f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
        more = "" if settings.only_here else ", open to other machines with the password"

        def ready() -> None:
            reporter.say(f"{path} is shown at {address}{more} (Ctrl-C ends it)", url=address)
            if open_browser:
                import webbrowser

                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

        _run(settings, listener, ready)
    reporter.say("stopped")


def _check_store(path: Path, *, read_only: bool) -> None:
    """Refuse to start without a store, and bring an older one up to date.

    Raises:
        click.UsageError: With the way out.
    """
    from detente.errors import StoreError
    from detente.store import Store

    if not path.exists():
        raise click.UsageError(f"there is no store {path}; make one with `detente code PATH --store {path}`")
    if not read_only and not os.access(path, os.W_OK):
        raise click.UsageError(f"{path}: may not be written (permission denied; show it with --read-only)")
    try:
        Store(path, read_only=read_only).close()
    except StoreError as error:
        raise click.UsageError(str(error)) from error


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that the address told is one that answers.

    Raises:
        click.UsageError: If the address is not of this machine, the port is taken or may not be used.
    """
    import errno

    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise click.UsageError(f"--host {host}: is no address of this machine ({error.strerror})") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise click.UsageError(
                f"port {port} is taken; another `detente serve`? Name another with --port, or 0 for any free one"
            ) from error
        if error.errno == errno.EACCES:
            raise click.UsageError(f"port {port} may not be used by you; name one above 1023") from error
        raise click.UsageError(f"--host {host}: is no address of this machine ({error.strerror})") from error
    return listener


def _password(file: Path | None, reporter: Reporter, *, needed: bool) -> str | None:
    """Return the hash of the password that the user gives, or None where none is given nor needed.

    Raises:
        click.UsageError: If one is needed and there is no way to ask for it, or it will not do.
    """
    from detente.web.passwords import hash_password

    password = os.environ.get(_PASSWORD_VARIABLE) or None
    if file is not None:
        password = (file.read_text(encoding="utf-8").splitlines() or [""])[0]
        if file.stat().st_mode & 0o077:
            reporter.say(f"others on this machine may read {file} (`chmod 600 {file}` keeps them out)")
    elif password is None and needed:
        if not sys.stdin.isatty():
            raise click.UsageError(
                f"others can reach the pages, so a password is needed: --password-file FILE or ${_PASSWORD_VARIABLE}"
            )
        password = click.prompt("Password for visitors", hide_input=True, confirmation_prompt=True, err=True)
    if password is None:
        return None
    try:
        return hash_password(password)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _run(settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until a signal ends it, and call `ready` once pages are answered; requests under way get a few seconds."""
    import uvicorn

    from detente.web import create_app

    class Telling(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    server = Telling(
        uvicorn.Config(
            create_app(settings),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            ws="none",
            proxy_headers=settings.behind_proxy,
            forwarded_allow_ips=["127.0.0.1", "::1"],
            limit_concurrency=_MOST_AT_ONCE,
            timeout_graceful_shutdown=_STOP_WITHIN_S,
        )
    )
    with _stopping(server):
        server.run(sockets=[listener])


@contextmanager
def _stopping(server: Server) -> Iterator[None]:
    """Let SIGINT and SIGTERM end `server` rather than the process, also before it listens to them itself."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    before = {one: signal.signal(one, stop) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
