/** Durations as Go's `time.ParseDuration` and as Argo's duration fields read them. */

const UNITS_NS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  // The micro sign and the Greek letter.
  "\u00b5s": 1_000n,
  "\u03bcs": 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const PART = /^(\d*)(?:\.(\d*))?([^\d.]+)/;
/** One more than the largest int64: the size of the smallest one. */
const LIMIT = 9_223_372_036_854_775_808n;

/** Nanoseconds of `1h30m`, `-1.5h`, `100ms`; undefined when Go would refuse the text. */
export function parseGoDuration(text: string): bigint | undefined {
  const negative = text.startsWith("-");
  let rest = text.replace(/^[-+]/, "");
  if (rest === "0") return 0n;
  if (rest === "") return undefined;
  let total = 0n;
  while (rest !== "") {
    const part = PART.exec(rest);
    const unit = part === null ? undefined : UNITS_NS[part[3] as string];
    if (part === null || unit === undefined) return undefined;
    const [, whole = "", fraction = ""] = part;
    if (whole === "" && fraction === "") return undefined;
    total += BigInt(whole || "0") * unit + fractionNs(fraction, unit);
    if (total > LIMIT) return undefined;
    rest = rest.slice(part[0].length);
  }
  if (negative) return -total;
  return total === LIMIT ? undefined : total;
}

/** Go multiplies the fraction in floating point and drops what is below a nanosecond. */
function fractionNs(digits: string, unit: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (next >= LIMIT) break;
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(unit) / scale)));
}

/**
 * Milliseconds of a duration in an Argo document: Go's syntax, or a bare integer of seconds (source:
 * Argo's ParseStringToDuration). Rounded to whole milliseconds; undefined when it cannot be read.
 */
export function parseArgoDuration(text: string): number | undefined {
  const ns = /^[-+]?\d+$/.test(text)
    ? BigInt(text.replace("+", "")) * 1_000_000_000n
    : parseGoDuration(text);
  if (ns === undefined || ns >= LIMIT || ns < -LIMIT) return undefined;
  return Math.round(Number(ns) / 1_000_000);
}
