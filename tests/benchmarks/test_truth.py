from benchmarks.truth import everyone, measure


def test_nobody_is_joined_wrongly_and_nobody_is_lost() -> None:
    """``python -m benchmarks.truth`` does the same with 3,000 people."""
    counts = measure(everyone(200))
    assert (counts.joined, counts.lost, counts.facts) == (0, 0, 0), "\n".join(counts.lines())


def test_the_same_seed_makes_the_same_people() -> None:
    assert everyone(200) == everyone(200)
    assert everyone(200) != everyone(200, seed=1)
