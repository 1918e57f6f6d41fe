"""The command line: what cannot be meant ends before anything is done."""

from __future__ import annotations

import pytest

from data.process.arguments import STAGE_PORT, parse


def refused(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    with pytest.raises(SystemExit) as ended:
        parse(argv)
    assert ended.value.code == 2
    return capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("port", ["-1", "65536", "many", "", "1e3"])
def test_what_is_no_port_is_told(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "from 1 to 65535" in refused(capsys, "--stage", f"--port={port}")


def test_a_port_is_read() -> None:
    assert parse([]).port == STAGE_PORT
    for port in (0, 1, 65_535):
        assert parse(["--stage", "--port", str(port)]).port == port


def test_what_does_not_go_together_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--online goes with --check" in refused(capsys, "--online")
    assert "not allowed with" in refused(capsys, "--check", "--stage")
    for word in ("--tour", "--keep"):
        assert f"{word} goes with --stage" in refused(capsys, word)


def test_the_check_may_go_online() -> None:
    assert parse(["--check", "--online"]).online
    assert not parse(["--check"]).online
