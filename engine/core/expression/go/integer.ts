/** Go's conversion of floats to unsigned integers, on the machines that controllers run on (amd64). */
import { truncate } from "../number.ts";

const INT64_LIMIT = Number(1n << 63n);

/** `uint64(f)`; a negative number wraps. */
export function uint64OfFloat(value: number): bigint {
  if (value >= INT64_LIMIT && value < 2 * INT64_LIMIT) return BigInt(Math.trunc(value));
  return BigInt.asUintN(64, truncate(value));
}
