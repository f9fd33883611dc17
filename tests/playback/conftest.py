"""How the property tests run."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# No deadline: a busy machine is slow, not wrong. Sixty stories a property find what a thousand do,
# because the stories are small and full of ties.
settings.register_profile(
    "stories", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("stories")
