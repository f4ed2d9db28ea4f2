"""No page but Dagster's own starts a run, whatever a page that is open in the operator's browser tries."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.commands.instance import instance_home
from pipelines.commands.operator_server import refusal
from pipelines.definitions import definitions
from pipelines.resources import RunSettings
from pipelines.sensors import EVERYTHING
from tests.dashboard.browsing import browser, free_port, needs_chromium, playwright, wait_for
from tests.places import ROOT

OUTSIDER = "evil.example"  # a name that its owner lets point to this machine
LAUNCH = """mutation Launch($by: String!) {
  launchRun(executionParams: {
    selector: {repositoryName: "__repository__", repositoryLocationName: "pipelines.definitions", jobName: "everything"}
    executionMetadata: {tags: [{key: "by", value: $by}]}
  }) { __typename }
}"""
KEEPER = (
    "import os, pathlib, sys; from pipelines.commands import keeping, serving; "
    "services = serving.web_server(int(sys.argv[1]), pathlib.Path(sys.argv[2])); "
    "sys.exit(keeping.keep(services, dict(os.environ), pathlib.Path('.')))"
)
RUNS = "{ runsOrError { ... on Runs { results { tags { key value } } } } }"
# Each way ends with an answer or with its refusal, so that nothing is under way when the runs are counted.
WAYS = """async ([address, query]) => {
  const asked = by => JSON.stringify({query, variables: {by}});
  const link = by => address + '/graphql?' + new URLSearchParams({query, variables: JSON.stringify({by})});
  const loaded = element => new Promise(done => {
    element.onload = element.onerror = done;
    document.body.append(element);
  });
  const made = (tag, values) => Object.assign(document.createElement(tag), values);
  const post = (by, type) => fetch(address + '/graphql', {
    method: 'POST', mode: type === 'application/json' ? 'cors' : 'no-cors', headers: {'Content-Type': type}, body: asked(by)
  }).catch(() => null);
  await loaded(made('img', {src: link('image')}));
  await loaded(made('script', {src: link('script')}));
  await loaded(made('iframe', {src: link('frame')}));
  await fetch(link('fetch'), {mode: 'no-cors'}).catch(() => null);
  await post('plain', 'text/plain; application/json');
  await post('json', 'application/json');
  const form = made('form', {method: 'post', enctype: 'text/plain', target: 'answer', action: link('form')});
  const answer = loaded(made('iframe', {name: 'answer'}));
  await answer;
  const sent = new Promise(done => { document.querySelector('[name=answer]').onload = done; });
  document.body.append(form);
  form.submit();
  await sent;
  const socket = new WebSocket(address.replace('http', 'ws') + '/graphql', 'graphql-ws');
  return await new Promise(done => { socket.onopen = () => done('open'); socket.onerror = () => done('refused'); });
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Dagster's web server as `sic dev` starts it; its port."""
    data, port = tmp_path_factory.mktemp("operated"), free_port()
    environment = {**os.environ, "SIC_DATA": str(data), "DAGSTER_HOME": str(instance_home(data))}
    with tempfile.TemporaryDirectory() as meeting:  # the address of a socket is short
        command = [sys.executable, "-c", KEEPER, str(port), meeting]
        with subprocess.Popen(command, cwd=ROOT, env=environment) as keeper:
            wait_for(f"http://127.0.0.1:{port}/server_info")
            yield port
            keeper.terminate()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of somebody else's web server, which has one page."""
    folder = tmp_path_factory.mktemp("elsewhere")
    no_icon = '<link rel="icon" href="data:,">'  # the browser would ask for one and hang up
    (folder / "index.html").write_text(
        f"<!doctype html><title>Elsewhere</title>{no_icon}<body></body>", encoding="utf-8"
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console of the tests."""


@pytest.fixture(scope="module")
def chromium() -> Iterator["playwright.Browser"]:
    with browser(f"--host-resolver-rules=MAP {OUTSIDER} 127.0.0.1") as opened:
        yield opened


def _asked(port: int, question: str, **variables: str) -> Any:
    body = json.dumps({"query": question, "variables": variables}).encode()
    headers = {"Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/graphql", body, headers)) as answer:
        return json.load(answer)["data"]


def _launched_by(port: int) -> set[str]:
    runs = _asked(port, RUNS)["runsOrError"]["results"]
    return {tag["value"] for run in runs for tag in run["tags"] if tag["key"] == "by"}


@needs_chromium
@pytest.mark.parametrize("name", ["127.0.0.1", OUTSIDER])
def test_a_page_from_elsewhere_starts_no_run(served: int, elsewhere: int, chromium: Any, name: str) -> None:
    page = chromium.new_page()
    page.goto(f"http://{name}:{elsewhere}/")
    socket = page.evaluate(WAYS, [f"http://127.0.0.1:{served}", LAUNCH])
    page.close()
    assert (_launched_by(served), socket) == (set(), "refused")


@needs_chromium
def test_a_name_that_an_outsider_leads_to_this_machine_is_not_answered(served: int, chromium: Any) -> None:
    page = chromium.new_page()
    page.goto(f"http://{OUTSIDER}:{served}/")
    assert page.evaluate(WAYS, [f"http://{OUTSIDER}:{served}", LAUNCH]) == "refused"
    page.close()
    assert _launched_by(served) == set()


@needs_chromium
def test_the_operator_can_from_dagsters_own_page(served: int, chromium: Any) -> None:
    page, refused = chromium.new_page(), []
    page.on("response", lambda response: refused.append(response.url) if response.status >= 400 else None)
    page.goto(f"http://localhost:{served}/")
    page.get_by_text("Automation").first.wait_for()
    asked = "body => fetch('/graphql', {method: 'POST', headers: {'Content-Type': 'application/json'}, body}).then(r => r.json())"
    launch = json.dumps({"query": LAUNCH, "variables": {"by": "operator"}})
    assert page.evaluate(asked, launch)["data"]["launchRun"]["__typename"] == "LaunchRunSuccess"
    page.close()
    assert (_launched_by(served), refused) == ({"operator"}, [])


@pytest.mark.parametrize(
    ("answered", "headers", "query"),
    [
        (True, {}, ""),
        (True, {"origin": "http://localhost:3000", "sec-fetch-site": "same-origin"}, ""),
        (True, {"sec-fetch-site": "none"}, "op=Runs&view=query"),
        (False, {"origin": "http://localhost:8501", "sec-fetch-site": "same-site"}, ""),
        (False, {"origin": "http://evil.example"}, ""),
        (False, {"origin": "null"}, ""),
        (False, {"sec-fetch-site": "cross-site"}, ""),
        (False, {"sec-fetch-site": "none"}, "query=mutation"),  # a link in a letter, which no page sent
        (False, {}, "a=b&qu%65ry="),
    ],
)
def test_who_asks_is_told_by_what_a_browser_says(answered: bool, headers: dict[str, str], query: str) -> None:
    lines = [(name.encode(), value.encode()) for name, value in ({"host": "localhost:3000"} | headers).items()]
    asked = {"type": "http", "headers": lines, "query_string": query.encode()}
    assert (refusal(asked) is None) == answered


def test_who_asks_for_a_run_says_neither_its_folders_nor_its_day(tmp_path: Path) -> None:
    job = definitions(RunSettings(data=tmp_path)).resolve_job_def(EVERYTHING)
    assert {"run_settings", "warehouse", "io_manager", "reviewed_io"} == set(job.resource_defs)
    for name in job.resource_defs:
        for config in ({"data": "/"}, {"inbox": "/"}, {"as_of": "1999-01-01"}, "/"):
            with pytest.raises(dg.DagsterInvalidConfigError):
                dg.validate_run_config(job, {"resources": {name: {"config": config}}})
    dg.validate_run_config(job, {"loggers": {"console": {"config": {"log_level": "INFO"}}}})
