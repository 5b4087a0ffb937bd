/** Conclusions that do not survive a change, as sentences. */
import type { Abatement, Flip } from "../../preview/accounting/types.ts";
import { fixed, grams, joined, money } from "../../widgets/format.ts";

type TitleOf = (policy: string) => string;

export function flipText(flip: Flip, titleOf: TitleOf): string {
  if (flip.kind === "saving-sign") {
    const { policy, beforePct, afterPct } = flip;
    return `${titleOf(policy)} ${savingText(beforePct)} against the baseline; now it ${savingNow(afterPct)}.`;
  }
  const what = flip.kind === "sci-order" ? "had a lower SCI than" : "cost less than";
  const now = flip.now === "equal" ? "now both are equal" : "now it is the other way round";
  return `${titleOf(flip.first)} ${what} ${titleOf(flip.second)}; ${now}.`;
}

function savingText(pct: number): string {
  return pct > 0 ? `saved ${fixed(pct, 1)} % of carbon` : `emitted ${fixed(-pct, 1)} % more`;
}

function savingNow(pct: number): string {
  if (Math.abs(pct) < 1e-9) return "saves nothing";
  return pct > 0 ? `saves ${fixed(pct, 1)} %` : `emits ${fixed(-pct, 1)} % more`;
}

/** What saving carbon costs, honestly: a price where there is one to pay, and words where there is none. */
export function abatementText(each: Abatement, titleOf: TitleOf, currency: string): string {
  const { which, extraCost, savedG, perTonne } = each;
  const name = titleOf(each.policy);
  const carbon = joined(grams(Math.abs(savedG)));
  const cost = joined(money(Math.abs(extraCost), currency));
  const price = perTonne === null ? "" : `${joined(money(Math.abs(perTonne), currency))} a tonne`;
  // Sums of the same money in another order differ in their last digits.
  const sameCost = Math.abs(extraCost) < 0.000_05;
  switch (which) {
    case "cleaner-and-dearer":
      return `${name} saves ${carbon} and costs ${cost} more: ${price}.`;
    case "cleaner-and-cheaper":
      return sameCost
        ? `${name} saves ${carbon} at the same cost: there is no price to pay.`
        : `${name} saves ${carbon} and ${cost}: there is no price to pay.`;
    case "dirtier-and-cheaper":
      return `${name} emits ${carbon} more and costs ${cost} less: each tonne more saves ${price.replace(" a tonne", "")}.`;
    case "dirtier-and-dearer":
      return sameCost
        ? `${name} emits ${carbon} more at the same cost: nothing speaks for it here.`
        : `${name} emits ${carbon} more and costs ${cost} more: nothing speaks for it here.`;
    case "same-carbon":
      return sameCost
        ? `${name} emits and costs the same.`
        : `${name} emits the same and costs ${cost} ${extraCost > 0 ? "more" : "less"}.`;
  }
}
