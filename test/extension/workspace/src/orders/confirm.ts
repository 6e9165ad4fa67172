import { logger } from '../logger';
import type { Customer } from '../customers/customer';

export function confirmOrder(orderId: string, customer: Customer): void {
  logger.info(`order ${orderId} confirmed for ${customer.email}`);
}
