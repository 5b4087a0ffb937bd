/** Kubernetes resource quantities. */

const CPU = /^(\d+(?:\.\d+)?)(m?)$/;
const MEMORY = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti|k|M|G|T)?$/;
const BYTES: Readonly<Record<string, number>> = {
  Ki: 1_024,
  Mi: 1_048_576,
  Gi: 1_073_741_824,
  Ti: 1_099_511_627_776,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};

/** CPUs: `500m` is 0.5; undefined when it is not a positive quantity. */
export function parseCpu(value: unknown): number | undefined {
  const match = CPU.exec(quantityText(value));
  if (match === null) return undefined;
  const cpu = Number(match[1]) / (match[2] === "m" ? 1_000 : 1);
  return cpu > 0 ? cpu : undefined;
}

/** GiB: `512Mi` is 0.5; undefined when it is not a quantity. */
export function parseMemoryGib(value: unknown): number | undefined {
  const match = MEMORY.exec(quantityText(value));
  if (match === null) return undefined;
  const bytes = Number(match[1]) * (match[2] === undefined ? 1 : (BYTES[match[2]] as number));
  return bytes / 1_073_741_824;
}

/** A mapping has no text of its own; it may even refuse to be turned into one. */
function quantityText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
