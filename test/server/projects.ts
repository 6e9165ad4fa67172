/** A small shop in TypeScript: a datum declared in one file reaches the log in another. */
export const shop = {
  'src/customers/customer.ts': `export interface Customer {
  id: string;
  email: string;
  phoneNumber?: string;
}
`,
  'src/logger.ts': `import pino from 'pino';

export const logger = pino({ name: 'orders' });
`,
  'src/orders/confirm.ts': `import { logger } from '../logger';
import type { Customer } from '../customers/customer';

export function confirmOrder(orderId: string, customer: Customer): void {
  logger.info(\`order \${orderId} confirmed for \${customer.email}\`);
}
`,
};

/** A small clinic in Python. */
export const clinic = {
  'clinic/patients.py': `from dataclasses import dataclass


@dataclass
class Patient:
    id: int
    email: str
    diagnosis: str
`,
  'clinic/visits.py': `import logging

from clinic.patients import Patient

logger = logging.getLogger(__name__)


def close_visit(patient: Patient) -> None:
    logger.info("visit closed for %s", patient.email)
`,
};

export const confirmPath = 'src/orders/confirm.ts';
export const visitsPath = 'clinic/visits.py';
