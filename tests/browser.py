"""Chromium without a window, asked over a pipe: no driver and no library between (the DevTools protocol, in JSON).

with Browser(chromium) as browser:
    browser.open(path, width=390)
    browser.ask("document.title")
"""

import fcntl
import json
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any

# Nothing from the network, nothing kept, and no sandbox: it opens only what the tests have written.
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-extensions",
    "--no-first-run",
    "--remote-debugging-pipe",
    "about:blank",
)


def chromium() -> str | None:
    """Where it is, None where it is not."""
    return next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)


def axe() -> Path | None:
    """Where axe-core is: what AXE_CORE says, or where npm puts it in the repository."""
    places = (os.environ.get("AXE_CORE"), Path(__file__).parent.parent / "node_modules/axe-core/axe.min.js")
    return next((Path(place) for place in places if place and Path(place).is_file()), None)


def _pipe() -> tuple[int, int]:
    low = os.pipe()
    ends = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in low)
    for end in low:
        os.close(end)
    return ends[0], ends[1]


class Browser:
    """One page at a time."""

    def __init__(self, program: str) -> None:
        self.home = tempfile.mkdtemp()
        # It reads from descriptor 3 and writes to 4; ours must not be those.
        (theirs, self.ours), (answers, told) = _pipe(), _pipe()
        self.process = os.posix_spawn(
            program,
            [program, f"--user-data-dir={self.home}", *_FLAGS],
            {**os.environ, "HOME": self.home},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, theirs, 3),
                (os.POSIX_SPAWN_DUP2, told, 4),
            ],
            setpgroup=0,
        )
        os.close(theirs)
        os.close(told)
        self.answers = os.fdopen(answers, "rb")
        self.number = 0
        self.session: str | None = None
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.send("Page.enable")

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.ours)
        os.killpg(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        self.answers.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """The answer to one request; what else the browser tells is passed over."""
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session is not None:
            request["sessionId"] = self.session
        os.write(self.ours, json.dumps(request).encode() + b"\0")
        while True:
            told = self._told()
            if told.get("id") == self.number:
                assert "error" not in told, (method, told["error"])
                result: dict[str, Any] = told["result"]
                return result

    def wait_for(self, event: str) -> None:
        while self._told().get("method") != event:
            pass

    def _told(self) -> dict[str, Any]:
        text = bytearray()
        while (letter := self.answers.read(1)) != b"\0":
            assert letter, "the browser has ended"
            text += letter
        told: dict[str, Any] = json.loads(text)
        return told

    def open(self, page: Path, width: int, *, dark: bool = False, paper: bool = False) -> None:
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", media="print" if paper else "", features=[scheme])
        self.number += 1
        request = {"id": self.number, "method": "Page.navigate", "params": {"url": page.as_uri()}}
        os.write(self.ours, json.dumps({**request, "sessionId": self.session}).encode() + b"\0")
        self.wait_for("Page.loadEventFired")

    def ask(self, script: str) -> Any:
        """What the expression gives, once it is settled."""
        answer = self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press_tab(self) -> None:
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
