"""The nightly job."""

import sys
from datetime import datetime

from .exports import check, send_claims
from .log import logger_for
from .models import Visit
from .reminders import call_all

logger = logger_for("worker")


def nightly(visits: list[Visit], token: str) -> int:
    """Calls patients, and on the first day of a month sends the claims."""
    today = datetime.now()
    queued = call_all([visit for visit in visits if visit.started_at > today])
    if today.day == 1:
        for visit in visits:
            check(visit)
        batch = send_claims(f"{today:%Y-%m}", visits, token)
        logger.info("batch %s", batch)
    long_visits = [visit.id for visit in visits if visit.is_long]
    if long_visits:
        logger.info("%d long visits: %s", len(long_visits), ", ".join(long_visits))
    print(f"{queued} calls queued", file=sys.stderr)
    return queued
