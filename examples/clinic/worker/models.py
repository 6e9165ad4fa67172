"""What the worker knows of patients and visits."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Patient:
    id: str
    full_name: str
    birth_date: date
    phone: str
    insurance_number: str


@dataclass(frozen=True)
class Visit:
    id: str
    patient: Patient
    diagnosis: str
    started_at: datetime
    minutes: int

    @property
    def is_long(self) -> bool:
        return self.minutes > 45
