/** Checks for programmer errors; wrong input is an `Issue`, never an assertion. */

/** Throws when an invariant of the program does not hold. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant violated: ${message}`);
}

/** Makes a forgotten case a type error, and a loud failure if types were bypassed. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
