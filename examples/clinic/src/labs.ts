import { logger } from './logger';
import type { LabOrder, Patient } from './models';

const labs = 'http://orders.westlab.io/v2';

/** Orders a blood, urine or culture panel at the laboratory. */
export async function orderPanel(patient: Patient, order: LabOrder): Promise<string> {
  const response = await fetch(`${labs}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reference: order.id, panel: order.panel, urgent: order.urgent, name: patient.fullName, born: patient.birthDate }),
  });
  if (!response.ok) {
    logger.error({ orderId: order.id, status: response.status }, 'the laboratory refused an order');
    throw new Error(`laboratory order ${order.id} was refused with ${response.status}`);
  }
  const { ticket } = (await response.json()) as { ticket: string };
  return ticket;
}

/** The state of an order, by the ticket of the laboratory. */
export async function panelState(ticket: string): Promise<string> {
  const response = await fetch(`https://status.westlab.io/v2/tickets/${ticket}`);
  return (await response.text()).trim();
}
