/** Kubernetes resource quantities. */

const QUANTITY = /^\+?(\d+(?:\.\d*)?|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;
const GIB = 1_073_741_824;
const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1_024,
  Mi: 1_048_576,
  Gi: GIB,
  Ti: 1_024 * GIB,
  Pi: 1_048_576 * GIB,
  Ei: GIB * GIB,
};

/** The amount in the resource's own unit; undefined when the text is not a quantity of 0 or more. */
export function parseQuantity(value: unknown): number | undefined {
  const match = QUANTITY.exec(quantityText(value));
  if (match === null) return undefined;
  const [, digits, suffix, exponent] = match;
  if (suffix !== undefined) return Number(digits) * (FACTORS[suffix] as number);
  return Number(exponent === undefined ? digits : `${digits}e${exponent}`);
}

/** CPUs: `500m` is 0.5. */
export function parseCpu(value: unknown): number | undefined {
  const match = /^([\d.]+)m$/.exec(quantityText(value));
  // Divided, because a thousandth is not exact.
  const thousandths = match === null ? undefined : parseQuantity(match[1]);
  return thousandths === undefined ? parseQuantity(value) : thousandths / 1_000;
}

/** GiB: `512Mi` is 0.5. */
export function parseMemoryGib(value: unknown): number | undefined {
  const bytes = parseQuantity(value);
  return bytes === undefined ? undefined : bytes / GIB;
}

/** A mapping has no text of its own; it may even refuse to be turned into one. */
function quantityText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
