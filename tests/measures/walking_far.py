"""A long walk: the same steps, each as likely as any other, from one number that says which.

Hypothesis looks for the smallest walk that breaks something, and so takes many alike; far out one
comes to what needs ten things to have happened before.
"""

from random import Random

from hypothesis.internal.conjecture.data import ConjectureData

from tests.measures.stepping import City
from tests.measures.walking import Walk

A_WALK = 100


def walk_far(steps: int, seed: int) -> None:
    """Take so many steps; what breaks names the walk and what led to it."""
    while Walk.steps < steps:
        number = Walk.steps
        _walk(Random(f"{seed} {number}"), min(A_WALK, steps - number))
        done, refused = Walk.done.total(), Walk.refused.total()
        print(f"{Walk.steps:,} steps, {done:,} things done, {refused:,} refused", flush=True)


def _walk(chance: Random, steps: int) -> None:
    city, taken = City(), ["state.arrive()"]
    city.arrive()
    try:
        for _ in range(steps):
            rule, data = chance.choice(city.rules), ConjectureData(random=chance)
            given = {name: data.draw(what) for name, what in rule.arguments.items()}
            spelled = ", ".join(f"{name}={value!r}" for name, value in given.items())
            taken.append(f"state.{rule.function.__name__}({spelled})")
            rule.function(city, **given)
            city.everything_holds()
        taken.append("state.teardown()")
        city.teardown()
    except BaseException:
        print("\n".join(taken))
        raise
