"""What all tests share: no test reads or writes the home directory, or depends on the caller's environment."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter  # pytest itself names it from 8.4 on
from hypothesis import settings

CHROMIUM = Path("/usr/bin/chromium")  # Debian's; Playwright's own download does not work everywhere

# No example has a deadline: a busy machine is no fault. `make test` draws fewer, and others each time. Where a change
# waits for its tests, it is not to be held up by an example that it did not bring about.
settings.register_profile("usual", deadline=None, max_examples=50)
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("usual")

# Most of what tests make is thrown away at once: to look for cycles less often saves a twentieth of their time.
gc.set_threshold(50_000, 20, 20)


def _no_browser() -> bool:
    """Return whether tests in a browser are left out; where they are required they run, and fail without one."""
    return not CHROMIUM.exists() and os.environ.get("NETKEEP_REQUIRE_BROWSER") != "1"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if _no_browser():
        left_out = [item for item in items if item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    if _no_browser():
        terminalreporter.write_line(f"browser tests skipped: {CHROMIUM} is not there (Debian's package chromium)")


@pytest.fixture(autouse=True, scope="session")
def _nothing_waits_for_the_disk() -> Iterator[None]:
    """Sync nothing: what tests write need not outlive a power cut, and to wait for it took half their time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(os, "sync", lambda: None, raising=False)
        yield


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """Undo what was set for the whole process: on Python 3.14 Hypothesis warns where what it holds has been frozen."""
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    gc.enable()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("NETKEEP_VAULT", "NETKEEP_TODAY", "GIT_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    # What tests start keeps its bytecode, as it does for users, also where containers have switched that off.
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    # Git's own upkeep, which new ones run in the background, comes between a test and the folder that it copies.
    for number, (name, value) in enumerate(
        (("gc.auto", "0"), ("maintenance.auto", "false"), ("core.fsync", "none")),
    ):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", name)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "3")
    monkeypatch.setenv("NO_COLOR", "1")
    return home
