/** Something the caller can mend: what is the matter, and what to do. Printed without a stack, exit code 2. */
export class UserError extends Error {
  constructor(title: string, readonly advice: string) {
    super(title);
  }
}
