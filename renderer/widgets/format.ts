/** Numbers for people: English separators, true minus signs, units always. */

const MINUS = "\u2212";
/** Between a number and its unit, so that they never part at a line's end. */
const THIN = "\u00a0";

const formats = new Map<number, Intl.NumberFormat>();

/** A number with a fixed count of decimals. */
export function fixed(value: number, digits = 0): string {
  let format = formats.get(digits);
  if (format === undefined) {
    format = new Intl.NumberFormat("en", {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(digits, format);
  }
  const text = format.format(value);
  return text.replace("-", MINUS).replace(/^\u2212(0(?:\.0*)?)$/, "$1");
}

/** A number with about three significant digits and no more than needed. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || size === 0) return fixed(value, 0);
  if (size >= 10) return fixed(value, 1);
  if (size >= 1) return fixed(value, 2);
  return fixed(value, size >= 0.01 ? 3 : 4);
}

export interface Quantity {
  readonly text: string;
  readonly unit: string;
}

/** Grams, in the unit that fits the size, or that of a larger value beside it. */
export function grams(valueG: number, besideG = valueG): Quantity {
  const size = Math.abs(besideG);
  if (size >= 1e6) return { text: short(valueG / 1e6), unit: "t" };
  if (size >= 1e4) return { text: short(valueG / 1e3), unit: "kg" };
  return { text: short(valueG), unit: "g" };
}

/** Energy, in the unit that fits the size. */
export function energy(valueKwh: number): Quantity {
  const size = Math.abs(valueKwh);
  return size > 0 && size < 0.1
    ? { text: short(valueKwh * 1_000), unit: "Wh" }
    : { text: short(valueKwh), unit: "kWh" };
}

export function joined({ text, unit }: Quantity): string {
  return `${text}${THIN}${unit}`;
}

/** With a sign on both sides; exactly nothing and what rounds to nothing is `±0`. */
export function signed(value: number, digits = 1): string {
  const text = fixed(value, digits);
  if (Number(fixed(Math.abs(value), digits).replaceAll(",", "")) === 0) return `±${text}`;
  return value > 0 ? `+${text}` : text;
}

export function percent(value: number, digits = 1): string {
  return `${signed(value, digits)}${THIN}%`;
}

/** A share from 0 to 1 as percent, without a sign. */
export function share(value: number, digits = 1): string {
  return `${fixed(value * 100, digits)}${THIN}%`;
}

/** `8 h`, `2 h 30 min`, `45 min`, `90 s`. */
export function duration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1_000);
  if (seconds < 120) return `${seconds}${THIN}s`;
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}${THIN}min`;
  return rest === 0 ? `${hours}${THIN}h` : `${hours}${THIN}h ${rest}${THIN}min`;
}

/** Money with its currency code. */
export function money(value: number, currency: string): Quantity {
  return { text: fixed(value, Math.abs(value) < 1 ? 4 : 2), unit: currency };
}
