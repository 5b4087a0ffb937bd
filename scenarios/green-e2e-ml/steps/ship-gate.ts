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

/** Why the candidate may not go into production; undefined when it may. */
export function judge(
  candidate: Judged,
  production: Judged | undefined,
  { minAccuracy, maxLoss }: Gate,
  productionAccuracy = production?.accuracy,
): string | undefined {
  const { version, accuracy } = candidate;
  if (accuracy < minAccuracy) {
    return `version ${version} reaches ${percent(accuracy)}, less than ${percent(minAccuracy)}`;
  }
  if (production === undefined || productionAccuracy === undefined) return undefined;
  if (candidate.batch < production.batch) {
    return `version ${version} was trained on batch ${candidate.batch}, version ${production.version} serves and knows batch ${production.batch}`;
  }
  if (accuracy >= productionAccuracy - maxLoss) return undefined;
  return (
    `version ${version} reaches ${percent(accuracy)}, version ${production.version} that serves ` +
    `${percent(productionAccuracy)}; at most ${percent(maxLoss)} less is allowed`
  );
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
