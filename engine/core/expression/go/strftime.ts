/** `strftime` as Argo knows it: the letters of `workflow.creationTimestamp.<letter>`. */
import type { InstantMs } from "../../units/units.ts";
import { utcTime } from "./time.ts";
import { formatGoTime } from "./time-format.ts";

/** Go layout of each letter. */
const STRFTIME_LAYOUTS: Readonly<Record<string, string>> = {
  A: "Monday",
  B: "January",
  H: "15",
  I: "03",
  L: ".000",
  M: "04",
  S: "05",
  Y: "2006",
  Z: "MST",
  a: "Mon",
  b: "Jan",
  d: "02",
  m: "01",
  p: "PM",
  y: "06",
  z: "-0700",
};

/** A UTC instant in a format such as `%Y-%m-%d`; letters that Argo does not know stay as they are. */
export function strftime(format: string, instantMs: InstantMs): string {
  const time = utcTime(instantMs);
  return format.replace(/%([\s\S])/gu, (whole, letter: string) => {
    if (letter === "%") return "%";
    const layout = Object.hasOwn(STRFTIME_LAYOUTS, letter) ? STRFTIME_LAYOUTS[letter] : undefined;
    return layout === undefined ? whole : formatGoTime(time, layout);
  });
}
