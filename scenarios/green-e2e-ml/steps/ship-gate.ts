/** Whether a model is good enough to take the place of the one that serves. */

export interface Gate {
  /** 0 to 1. */
  readonly minAccuracy: number;
  /** How much worse than production it may be on the same rows. */
  readonly maxLoss: number;
}

export interface Judged {
  readonly version: number;
  readonly accuracy: number;
  /** Newest one that it knows. */
  readonly batch: number;
}

/** `superseded`: nothing is wrong with it, but what serves knows newer data. */
export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "refused" | "superseded"; readonly reason: string };

/** Whether the candidate may go into production. */
export function judge(
  candidate: Judged,
  production: Judged | undefined,
  { minAccuracy, maxLoss }: Gate,
  productionAccuracy = production?.accuracy,
): Verdict {
  const { version, accuracy } = candidate;
  const found = `version ${version} reaches ${percent(accuracy)}`;
  if (accuracy < minAccuracy) {
    return { kind: "refused", reason: `${found}, less than ${percent(minAccuracy)}` };
  }
  if (production === undefined || productionAccuracy === undefined) return { kind: "pass" };
  const serving = `version ${production.version}, which serves,`;
  if (candidate.batch < production.batch) {
    const reason = `${serving} knows batch ${production.batch}, version ${version} only batch ${candidate.batch}`;
    return { kind: "superseded", reason };
  }
  if (accuracy >= productionAccuracy - maxLoss) return { kind: "pass" };
  const reason = `${found}, ${serving} ${percent(productionAccuracy)}; at most ${percent(maxLoss)} less is allowed`;
  return { kind: "refused", reason };
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
