/** The wall clock: the one place in the engine that reads the time of day. */

/** The present instant in ISO 8601, UTC. */
export function nowIso(): string {
  return new Date().toISOString();
}

/** Milliseconds since 1970 UTC. */
export function nowMs(): number {
  return Date.now();
}
