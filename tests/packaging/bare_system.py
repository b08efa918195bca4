"""A bare Debian in a folder, to install into: nothing is there that Kneeline does not ask for.

Needs root and debootstrap. The base of each release is fetched once and copied for every test.
The screen is an Xvfb outside, reached over its abstract socket, so that its own libraries cannot
stand in for one that a package forgot.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

MIRROR = os.environ.get("KNEELINE_DEBIAN_MIRROR", "http://deb.debian.org/debian")
USER = 1000
PATIENCE = 900

# Mounts that only this command sees, and processes that end with it.
ENTER = """
root=$1; user=$2; shift 2
mount -t proc proc "$root/proc"
mkdir -p "$root/dev/shm"
mount -t tmpfs tmpfs "$root/dev/shm"
exec chroot --userspec="$user:$user" "$root" "$@"
"""


class BareSystem:
    """One bare system, and what can be done in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(
        self, *command: str, user: int = 0, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command inside, as root or as the ordinary person; failing is an answer."""
        return subprocess.run(
            [*self.command(user), *command],
            env={**_plain(user), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )

    def command(self, user: int = 0) -> list[str]:
        """Return the words before a command that runs it inside."""
        enter = [
            "unshare",
            "--mount",
            "--pid",
            "--ipc",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            ENTER,
        ]
        return [*enter, "enter", str(self.root), str(user)]

    def apt(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run apt-get inside, without a question."""
        return self.run("apt-get", "-y", "-q", *words)

    def take(self, path: Path) -> str:
        """Copy a file in; return its name there."""
        shutil.copyfile(path, self.root / "tmp" / path.name)
        return f"/tmp/{path.name}"  # noqa: S108 (the temporary folder of a system of our own)


def _plain(user: int) -> dict[str, str]:
    """Return an environment that has nothing of ours but the way to the network."""
    kept = {key: value for key, value in os.environ.items() if key.lower().endswith("_proxy")}
    home = "/root" if user == 0 else "/home/tester"
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    kept |= {"HOME": home, "PATH": path, "LC_ALL": "C.UTF-8"}
    return {**kept, "DEBIAN_FRONTEND": "noninteractive"}


def base(suite: str, cache: Path) -> Path:
    """Return the untouched base of a release, fetched if it is not there yet."""
    root = cache / f"{suite}-base"
    if not (root / "etc" / "debian_version").is_file():
        cache.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(root, ignore_errors=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", suite, str(root), MIRROR],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return root


@contextmanager
def fresh(suite: str, cache: Path) -> Iterator[BareSystem]:
    """Give a copy of a base, with a person in it; it is thrown away afterwards."""
    root = cache / f"{suite}-{os.getpid()}"
    subprocess.run(["cp", "-a", str(base(suite, cache)), str(root)], check=True)
    try:
        system = BareSystem(root)
        shutil.copyfile("/etc/resolv.conf", root / "etc" / "resolv.conf")
        for settings in Path("/etc/apt/apt.conf.d").glob("*proxy*"):
            shutil.copyfile(settings, root / "etc" / "apt" / "apt.conf.d" / settings.name)
        made = system.run("useradd", "--create-home", "--uid", str(USER), "tester")
        assert made.returncode == 0, made.stdout
        yield system
    finally:
        shutil.rmtree(root)


@contextmanager
def screen() -> Iterator[str]:
    """Give the name of a screen of our own; never a fixed number, somebody else may have it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-ac"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
