"""Threads, progress and Ctrl-C."""

import os
import signal
import threading
import time

import pytest
import utakata


def test_progress_is_told_and_may_stop_the_work(walk):
    heard = []
    utakata.diagnose(walk, replications=60_000, progress=lambda done, total: heard.append((done, total)))
    assert heard and all(done <= total for done, total in heard)

    def stop(done, total):
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        utakata.diagnose(walk, replications=10_000_000 // 100, progress=stop)


def test_a_bar_can_be_shown(walk, capsys):
    utakata.diagnose(walk, replications=60_000, progress=True)
    assert "diagnose" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("ask", ["diagnose", "critical"])
def test_an_interrupt_ends_long_work(walk, ask):
    ended = threading.Event()
    # A process started in the background of a shell ignores the signal until it says otherwise.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def interrupt():
        time.sleep(0.5)
        if not ended.is_set():
            os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    try:
        # Some minutes of work, should nothing end it.
        with pytest.raises(KeyboardInterrupt):
            if ask == "diagnose":
                utakata.null_distribution(list(walk) * 20, replications=20_000)
            else:
                utakata.ask("critical", observations=3000, replications=20_000)
    finally:
        ended.set()
        signal.signal(signal.SIGINT, before)


def test_the_interpreter_is_free_meanwhile(walk):
    counted, stop = [0], threading.Event()

    def count():
        while not stop.is_set():
            counted[0] += 1

    thread = threading.Thread(target=count)
    thread.start()
    utakata.null_distribution(walk, replications=20_000, threads=1)
    stop.set()
    thread.join()
    assert counted[0] > 1000
