/** Differences to the baseline, marked by sign, word and colour. */
import { type Html, html } from "./html.ts";
import { NBSP, signed } from "./number.ts";

/** In percent of the baseline, where less is better. */
export function difference(
  value: number,
  baseline: number | null,
  tag: "small" | "span" = "small",
) {
  if (baseline === null || baseline === 0) return html``;
  const percent = ((value - baseline) / baseline) * 100;
  return marked(`${signed(percent, 1)}${NBSP}%`, -percent, tag);
}

/** In percentage points, where more is better. */
export function pointsDifference(value: number, baseline: number | null): Html {
  if (baseline === null) return html``;
  const points = (value - baseline) * 100;
  return marked(`${signed(points, 2)}${NBSP}pt`, points, "small");
}

function marked(text: string, gain: number, tag: "small" | "span"): Html {
  const name = text.startsWith("±") ? "same" : gain > 0 ? "better" : "worse";
  return tag === "small"
    ? html`<small class="${name}">${text}</small>`
    : html`<span class="${name}">${text}</span>`;
}
