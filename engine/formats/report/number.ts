/** Numbers as the report shows them: English separators, true minus signs, units set apart. */

const MINUS = "\u2212";
/** Keeps a number and its unit on one line. */
export const NBSP = "\u00a0";

/** A number with a fixed count of decimals; what rounds to nothing has no sign. */
export function fixed(value: number, digits: number): string {
  const text = value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return text.replace("-", MINUS).replace(/^\u2212(?=0(?:\.0*)?$)/, "");
}

/** With its sign, `±` for what rounds to nothing. */
export function signed(value: number, digits: number): string {
  const text = fixed(value, digits);
  if (/^0(?:\.0*)?$/.test(text)) return `±${text}`;
  return value > 0 ? `+${text}` : text;
}

/** Decimals that suit a column: enough for its largest number, from one to four. */
export function decimalsFor(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest >= 100) return 1;
  if (largest >= 10) return 2;
  return largest >= 0.1 || largest === 0 ? 3 : 4;
}

/** A quantity on its own, with about three significant digits. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return fixed(value, 0);
  if (size >= 10) return fixed(value, 1);
  return fixed(value, size >= 1 ? 2 : 3);
}

/** A number that is often whole: no more decimals than it needs. */
export function plain(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
}

/** Coordinates: two decimals are a hundredth of a pixel. */
export function px(value: number): number {
  return Math.round(value * 100) / 100;
}
