"""Batches release the interpreter, use all cores, survive a fork and end on Ctrl-C."""

import multiprocessing
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection

import pytest
import tamis

SCREENER = tamis.Screener()
NAMES = [f"{name} {number}" for number in range(500) for name in ("Kim Jong", "Kim Chol", "Ri Jong", "Ri Chol")]


def test_other_threads_run_during_a_batch() -> None:
    done = threading.Event()
    ticks: list[float] = []

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    batch, began, ended = NAMES, 0.0, 0.0
    while ended - began < 0.2:  # long enough to tell, however fast the machine
        batch = batch * 2
        began = time.perf_counter()
        SCREENER.screen_many(batch)
        ended = time.perf_counter()
    done.set()
    ticker.join()
    during = sum(began < tick < ended for tick in ticks)
    # Held, the interpreter would let the ticker in at the very beginning at most.
    assert during > 5


def test_threads_share_a_screener() -> None:
    expected = [SCREENER.screen(name) for name in NAMES[:40]]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(SCREENER.screen, NAMES[:40])) == expected
        batches = threads.map(SCREENER.screen_many, [NAMES[:40]] * 8)
        assert all(batch == expected for batch in batches)


def _screen_in_a_child(to_parent: Connection) -> None:
    to_parent.send([match.entity.id for match in SCREENER.screen_many(["김정은"])[0]])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_has_threads_of_its_own() -> None:
    SCREENER.screen_many(NAMES[:10])
    context = multiprocessing.get_context("fork")
    from_child, to_parent = context.Pipe()
    child = context.Process(target=_screen_in_a_child, args=(to_parent,))
    child.start()
    try:
        assert from_child.poll(30), "the child waits for threads it does not have"
        assert from_child.recv() == ["ofac-sdn:20157"]
    finally:
        child.kill()
        child.join()


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_ctrl_c_ends_a_batch() -> None:
    # Of a process in the background the shell may have it ignored, and the batch would take its time.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        _interrupt_a_batch()
    finally:
        signal.signal(signal.SIGINT, before)


def _interrupt_a_batch() -> None:
    batch = NAMES * 1000
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    timer.start()
    began = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        SCREENER.screen_many(batch, threshold=0.5)
    took = time.perf_counter() - began
    timer.join()
    began = time.perf_counter()
    SCREENER.screen_many(batch[: len(NAMES)], threshold=0.5)
    assert took < (time.perf_counter() - began) * 1000 / 2, "the whole batch was screened"
