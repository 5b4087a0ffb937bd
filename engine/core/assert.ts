/** Checks for programmer errors; wrong input is an `Issue`, never an assertion. */

/**
 * Throws when an invariant of the program does not hold.
 *
 * @param message a function where it names values: assertions sit on hot paths, and a text that is
 *   built and thrown away costs more than the check
 */
export function assert(condition: boolean, message: string | (() => string)): asserts condition {
  if (condition) return;
  throw new Error(`Invariant violated: ${typeof message === "string" ? message : message()}`);
}

/** Makes a forgotten case a type error, and a loud failure if types were bypassed. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** For the innermost loops, where a closure for the message would cost: `if (…) throw broken("…")`. */
export function broken(message: string): Error {
  return new Error(`Invariant violated: ${message}`);
}
