"""What `detente serve` is told."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """How a store is served.

    Attributes:
        store: File of the store; it must exist.
        host: Address to listen on.
        port: Port to listen on.
        read_only: Refuse whatever would change the store, and leave out the controls for it.
        password_hash: Argon2 hash of the password that visitors must give, or None where nobody else can come.
        hosts: Names under which visitors may ask for the pages, besides `localhost` and the address itself.
        behind_proxy: Believe the forwarding headers of a proxy on this machine.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8008
    read_only: bool = False
    password_hash: str | None = None
    hosts: tuple[str, ...] = ()
    behind_proxy: bool = False

    @property
    def only_here(self) -> bool:
        """Whether nobody but this machine can reach the pages."""
        return is_loopback(self.host) and not self.behind_proxy


def is_loopback(host: str) -> bool:
    """Tell whether a name or address of a listener stands for this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
