"""A headless Chromium by its own protocol over two pipes: no driver, no port, nothing to install beside the browser."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Self

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Browser:
    """One page of a browser; ``CHROMIUM`` must not be None. Used with ``with``; an error of the protocol is a RuntimeError."""

    def __enter__(self) -> Self:
        """Start the browser with an empty profile and one page."""
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        # The browser reads its orders from descriptor 3 and answers on 4 (--remote-debugging-pipe).
        script = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe"]
        self.process = subprocess.Popen(  # noqa: S603 - our own command line
            ["/bin/bash", "-c", script, "bash", str(CHROMIUM), *options, f"--user-data-dir={self.profile.name}"],
            pass_fds=(theirs_in, theirs_out),
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.answers, self.orders = os.fdopen(ours_in, "rb"), os.fdopen(ours_out, "wb")
        self.asked, self.session, self.rest = 0, "", b""
        target = self.order("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.order("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.order("Page.enable")
        return self

    def __exit__(self, *_: object) -> None:
        """End the browser and wait for it."""
        self.process.terminate()
        self.process.wait()
        self.answers.close()
        self.orders.close()
        self.profile.cleanup()

    def order(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return the answer to one order."""
        self.asked += 1
        said = {"id": self.asked, "method": method, "params": parameters}
        self.orders.write(json.dumps(said | ({"sessionId": self.session} if self.session else {})).encode() + b"\0")
        self.orders.flush()
        answer = self._until(lambda told: told.get("id") == self.asked)
        if "error" in answer:
            message = f"{method}: {answer['error']}"
            raise RuntimeError(message)
        return dict(answer["result"])

    def show(self, html: str, width: int, *, dark: bool = False) -> None:
        """Lay a page out at a width in CSS pixels, and wait until it is loaded."""
        page = Path(self.profile.name) / "shown.html"
        page.write_text(html, encoding="utf-8")
        self.order(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.order("Emulation.setEmulatedMedia", features=[scheme])
        self.order("Page.navigate", url=page.as_uri())
        self._until(lambda told: told.get("method") == "Page.loadEventFired")

    def value(self, expression: str) -> Any:
        """Return what an expression of JavaScript says of the page; the page's own rules against scripts stay in force for itself."""
        answer = self.order("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    def picture(self, height: int | None = None) -> bytes:
        """Return the whole page as PNG, or its upper part of ``height`` pixels."""
        size = self.order("Page.getLayoutMetrics")["cssContentSize"]
        clip = {
            "x": 0,
            "y": 0,
            "width": size["width"],
            "height": min(size["height"], height or size["height"]),
            "scale": 1,
        }
        answer = self.order("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(answer["data"])

    def paper(self) -> bytes:
        """Return the page as it is printed, as PDF."""
        return base64.b64decode(self.order("Page.printToPDF", preferCSSPageSize=True)["data"])

    def _until(self, wanted: Any) -> dict[str, Any]:
        while True:
            while b"\0" not in self.rest:
                read = os.read(self.answers.fileno(), 1 << 16)
                if not read:
                    message = "the browser is gone"
                    raise RuntimeError(message)
                self.rest += read
            line, _, self.rest = self.rest.partition(b"\0")
            told = json.loads(line)
            if wanted(told):
                return dict(told)
