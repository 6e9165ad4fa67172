"""Monthly claims for the insurers' clearing house."""

import requests

from .log import logger_for
from .models import Visit

CLEARING_HOUSE = "https://claims.medclear.io/v1/batches"

logger = logger_for("exports")


def claim_of(visit: Visit) -> dict[str, object]:
    """One claim as the clearing house asks for it."""
    return {
        "visit": visit.id,
        "insurance_number": visit.patient.insurance_number,
        "diagnosis": visit.diagnosis,
        "minutes": visit.minutes,
    }


def send_claims(month: str, visits: list[Visit], token: str) -> str:
    """Sends the claims of a month and gives the number of the batch."""
    claims = [claim_of(visit) for visit in visits]
    response = requests.post(
        CLEARING_HOUSE,
        json={"month": month, "claims": claims},
        headers={"Authorization": f"Bearer {token}"},
        timeout=60,
    )
    response.raise_for_status()
    logger.info("sent %d claims for %s", len(claims), month)
    return response.json()["batch"]


def check(visit: Visit) -> None:
    """Refuses visits that no insurer pays."""
    if visit.minutes <= 0:
        raise ValueError(f"visit {visit.id} has no duration")
    if not visit.diagnosis:
        raise ValueError(f"no diagnosis for {visit.patient.full_name}")
