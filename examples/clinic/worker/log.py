"""Logging of the worker: insurance numbers are cut out of every line."""

import logging
import re

INSURANCE_NUMBER = re.compile(r"\b[A-Z]\d{9}\b")


class InsuranceNumberFilter(logging.Filter):
    """Replaces insurance numbers in the text of a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = INSURANCE_NUMBER.sub("[insurance number]", record.getMessage())
        record.args = ()
        return True


def logger_for(name: str) -> logging.Logger:
    logger = logging.getLogger(name)
    logger.addFilter(InsuranceNumberFilter())
    return logger
