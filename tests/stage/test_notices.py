import logging

from stage.web.notices import KEPT, NoticeBoard


def posted(*texts: str, level: int = logging.ERROR) -> list[tuple[int, str]]:
    board = NoticeBoard()
    for text in texts:
        board.handle(logging.LogRecord("bot", level, __file__, 1, text, (), None))
    return board.lines


def test_an_error_becomes_one_line() -> None:
    assert posted("first\n  second") == [(1, "first second")]


def test_the_exception_is_named() -> None:
    board = NoticeBoard()
    error = ValueError("too\nlong")
    board.handle(
        logging.LogRecord(
            "bot", logging.ERROR, __file__, 1, "Failed", (), (ValueError, error, None)
        )
    )
    assert board.lines == [(1, "Failed: ValueError: too long")]


def test_old_notices_make_room_and_numbers_go_on() -> None:
    lines = posted(*(f"error {n}" for n in range(KEPT + 5)))
    assert len(lines) == KEPT
    assert lines[-1] == (KEPT + 5, f"error {KEPT + 4}")


def test_a_long_line_is_cut() -> None:
    assert len(posted("x" * 5000)[0][1]) == 300


def test_warnings_are_nobodys_business_here() -> None:
    board = NoticeBoard()
    logger = logging.Logger("bot")
    logger.addHandler(board)
    logger.warning("only a warning")
    assert board.lines == []
