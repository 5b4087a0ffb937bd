/** Numbers of bytes as people read them. */

const UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB"];

/** `3.4 MiB`; whole bytes below 1 KiB. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_024 && unit < UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}
