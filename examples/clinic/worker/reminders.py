"""Calls patients who have no mobile phone, through the voice gateway of the phone system."""

import os

import requests

from .log import logger_for
from .models import Patient, Visit

GATEWAY = os.environ.get("VOICE_GATEWAY", "https://voice.clinic.example/calls")

logger = logger_for("reminders")


def call(patient: Patient, visit: Visit) -> bool:
    """Announces a visit by a voice call; gives whether the gateway took it."""
    response = requests.post(
        GATEWAY,
        json={"number": patient.phone, "text": f"Your appointment is at {visit.started_at:%H:%M}."},
        timeout=10,
        verify=False,
    )
    if response.status_code != 202:
        logger.warning("voice call to %s failed with %s", patient.phone, response.status_code)
        return False
    logger.info("voice call for visit %s queued", visit.id)
    return True


def call_all(visits: list[Visit]) -> int:
    """Calls everybody with a visit tomorrow; gives how many calls were taken."""
    taken = sum(call(visit.patient, visit) for visit in visits)
    logger.info("%d of %d voice calls queued", taken, len(visits))
    return taken
