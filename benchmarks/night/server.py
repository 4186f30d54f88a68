"""nginx on a loopback port, with a configuration and logs of its own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
READY_SECONDS = 10.0

CONFIGURATION = """
daemon off;
worker_processes 1;
pid {work}/nginx.pid;
error_log {work}/error.log warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    types {{ text/html html; text/plain txt; }}
    charset utf-8;
    sendfile on;
    etag on;
    keepalive_timeout 65s;
    keepalive_requests 1000000;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    server {{ listen {host}:{port}; root {root}; }}
}}
"""


class NoServerError(Exception):
    """There is no nginx on this machine, or it does not start; the message says what to do."""


def find_nginx() -> str:
    """Return the path of nginx, which Debian keeps outside the search path of users; NoServerError where there is none."""
    found = shutil.which(
        "nginx", path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
    )
    if found is None:
        message = "nginx was not found, expected it on the path or in /usr/sbin (Debian: apt-get install nginx-light)"
        raise NoServerError(message)
    return found


@contextmanager
def serve(root: Path, work: Path) -> Iterator[str]:
    """Serve the files below ``root`` while the block runs; give the site's origin, like ``http://127.0.0.1:40123``."""
    work.mkdir(parents=True, exist_ok=True)
    port = free_port()
    configuration = work / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(work=work, host=HOST, port=port, root=root), encoding="utf-8")
    command = [find_nginx(), "-p", str(work), "-e", str(work / "error.log"), "-c", str(configuration)]
    with subprocess.Popen(command) as child:
        try:
            wait_until_ready(child, port, work / "error.log")
            yield f"http://{HOST}:{port}"
        finally:
            child.terminate()


def free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])


def wait_until_ready(child: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Return once the port answers; NoServerError with the log's words when the server dies or stays silent."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and child.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    message = f"nginx does not answer on port {port}: {log.read_text(encoding='utf-8') if log.exists() else 'no log'}"
    raise NoServerError(message)
