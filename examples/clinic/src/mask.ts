/** Keeps the first letter and the domain: `m***@mail.example`. */
export function maskEmail(address: string): string {
  const at = address.indexOf('@');
  return at < 1 ? '***' : `${address[0]}***${address.slice(at)}`;
}

/** Keeps the last two digits. */
export function maskPhone(number: string): string {
  return number.replace(/\d(?=\d{2})/g, '*');
}
