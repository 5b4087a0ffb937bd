/** Finds the valid zone name that a misspelt one most likely stands for. */
import { nearest } from "../../core/text/nearest.ts";

/** The closest IANA name, or undefined when nothing is close; a bare city finds its zone. */
export function nearestZone(name: string): string | undefined {
  const wanted = name.trim().replaceAll(" ", "_");
  const known = [...Intl.supportedValuesOf("timeZone"), "UTC"];
  const ending = `/${wanted.toLowerCase()}`;
  return known.find((zone) => zone.toLowerCase().endsWith(ending)) ?? nearest(wanted, known);
}
