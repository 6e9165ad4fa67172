import { createHash, randomBytes } from 'node:crypto';
import { logger } from './logger';
import { createAccount, emailIsTaken } from './store';

/** Registers an account for the booking page; throws where the address has one already. */
export async function register(email: string, password: string): Promise<string> {
  if (await emailIsTaken(email)) {
    throw new Error(`There is an account for ${email} already`);
  }
  const id = await createAccount(email, hashPassword(password));
  logger.info({ accountId: id, passwordLength: password.length }, 'account created');
  return id;
}

/** A name for the file of an upload, by its content. */
export function uploadName(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

function hashPassword(password: string): string {
  const salt = randomBytes(16).toString('hex');
  return `${salt}:${createHash('sha256').update(salt + password).digest('hex')}`;
}
