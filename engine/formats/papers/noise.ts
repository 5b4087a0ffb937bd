/** Reads standard normal numbers, kept as little-endian doubles, a row of equal length for each seed. */
import { failure, problem, type Result, success } from "../../core/issue.ts";
import type { Noise } from "../../core/papers/lets-wait-awhile/forecast.ts";

const BYTES = 8;

export function readNoise(bytes: Uint8Array, file: string, seeds = 10): Result<Noise> {
  const count = bytes.length / BYTES;
  const length = count / seeds;
  if (!Number.isInteger(length) || length === 0) {
    const message = `${bytes.length} bytes are not ${seeds} rows of doubles of equal length`;
    return failure([problem("papers/noise", message, "Copy the whole file again.", { file })]);
  }
  const z = new Float64Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < count; i++) z[i] = view.getFloat64(i * BYTES, true);
  const odd = z.findIndex((value) => !Number.isFinite(value));
  if (odd < 0) return success({ seeds, length, z });
  const message = `the number at byte ${odd * BYTES} is not finite`;
  return failure([problem("papers/noise", message, "Copy the whole file again.", { file })]);
}
