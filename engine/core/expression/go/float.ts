/** Float64 as Go's `strconv.FormatFloat` writes it. */

/** How a float is written: `e` 1.5e+00, `f` 1.5, `g` whichever is shorter. */
export type FloatVerb = "e" | "E" | "f" | "F" | "g" | "G";

/** Significant digits, without trailing zeros: the value is 0.DIGITS times 10 to the power point. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/**
 * Text of a float64.
 *
 * @param precision digits after the point (`e`, `f`) or significant digits (`g`); -1 means as few as
 *   give the value back
 */
export function formatGoFloat(value: number, verb: FloatVerb = "g", precision = -1): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const lower = verb.toLowerCase() as "e" | "f" | "g";
  const text = write(Math.abs(value), lower, precision);
  return sign + (verb === "E" || verb === "G" ? text.toUpperCase() : text);
}

function write(size: number, verb: "e" | "f" | "g", precision: number): string {
  const shortest = precision < 0;
  const exact = shortest ? shortestDecimal(size) : exactDecimal(size);
  if (verb === "e") {
    const decimal = shortest ? exact : rounded(exact, precision + 1);
    return withExponent(decimal, shortest ? Math.max(decimal.digits.length - 1, 0) : precision);
  }
  if (verb === "f") {
    const decimal = shortest ? exact : rounded(exact, exact.point + precision);
    const { digits, point } = decimal;
    return withoutExponent(decimal, shortest ? Math.max(digits.length - point, 0) : precision);
  }
  const wanted = precision === 0 ? 1 : precision;
  const decimal = shortest ? exact : rounded(exact, wanted);
  const { digits, point } = decimal;
  const limit = shortest
    ? 6
    : wanted > digits.length && digits.length >= point
      ? digits.length
      : wanted;
  if (point - 1 < -4 || point - 1 >= limit) {
    return withExponent(decimal, Math.max(digits.length - 1, 0));
  }
  return withoutExponent(decimal, Math.max(digits.length - point, 0));
}

function withExponent({ digits, point }: Decimal, places: number): string {
  const exponent = digits === "" ? 0 : point - 1;
  const fraction = digits.slice(1, 1 + places).padEnd(places, "0");
  const mantissa = (digits[0] ?? "0") + (places > 0 ? `.${fraction}` : "");
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${size}`;
}

function withoutExponent({ digits, point }: Decimal, places: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  if (places <= 0) return whole;
  const fraction = point < 0 ? "0".repeat(-point) + digits : digits.slice(Math.max(point, 0));
  return `${whole}.${fraction.slice(0, places).padEnd(places, "0")}`;
}

function decimalOf(digits: string, point: number): Decimal {
  const trimmed = digits.replace(/0+$/, "");
  return { digits: trimmed, point: trimmed === "" ? 0 : point };
}

/** JavaScript and Go agree on the shortest digits that read back as the same float64. */
function shortestDecimal(size: number): Decimal {
  if (size === 0) return { digits: "", point: 0 };
  const [mantissa, exponent] = size.toExponential().split("e") as [string, string];
  return decimalOf(mantissa.replace(".", ""), Number(exponent) + 1);
}

/** All digits of the float64: m * 2^-k = m * 5^k / 10^k. */
function exactDecimal(size: number): Decimal {
  if (size === 0) return { digits: "", point: 0 };
  let mantissa = size;
  let exponent = 0;
  for (; !Number.isInteger(mantissa); exponent--) mantissa *= 2;
  const whole = BigInt(mantissa);
  const digits = String(exponent === 0 ? whole : whole * powerOfFive(-exponent));
  return decimalOf(digits, digits.length + exponent);
}

function powerOfFive(power: number): bigint {
  let value = 1n;
  for (let i = 0; i < power; i++) value *= 5n;
  return value;
}

/** To `count` digits, halves to even. */
function rounded({ digits, point }: Decimal, count: number): Decimal {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return { digits: "", point: 0 };
  const kept = digits.slice(0, count);
  const rest = digits.slice(count);
  const half = `5${"0".repeat(rest.length - 1)}`;
  const odd = "13579".includes(kept.at(-1) ?? "0");
  if (rest < half || (rest === half && !odd)) return decimalOf(kept, point);
  const raised = String(BigInt(`0${kept}`) + 1n).padStart(count, "0");
  return decimalOf(raised, point + (raised.length - count));
}
