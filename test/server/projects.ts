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

export const modelPath = 'privacy/threat-model.otm.yaml';
/** A threat model of the shop with one threat, of addresses in its log. */
export const ordersModel = `otmVersion: 0.2.0
project: {name: Orders, id: orders}
representations: [{id: repository, name: Source, type: code}]
components:
  - id: orders
    name: Orders
    representations: [{representation: repository, id: orders-code, file: "src/orders/**"}]
    threats: [{threat: THR-LOG-EMAIL, state: exposed}]
threats:
  - id: THR-LOG-EMAIL
    name: Addresses in the log
    categories: [LINDDUN-DD]
    attributes: {class: pii-in-logs, data: email}
`;
