/** How many threads this machine runs at once. */
import { availableParallelism } from "node:os";

export function availableThreads(): number {
  return Math.max(1, availableParallelism());
}
