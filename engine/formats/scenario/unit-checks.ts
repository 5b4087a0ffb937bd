/** Functional units: each is counted by exactly one thing. */
import type { ScenarioDocument } from "../../core/scenario/schema.ts";
import type { Path } from "../yaml/read.ts";

const COUNTS = ["perRun", "perDay", "perBatch", "perModelVersion"] as const;

type Unit = Readonly<Record<(typeof COUNTS)[number], number>>;

/** The unit of the score, and those of SCI for AI. */
export function unitChecks(
  { functionalUnit, stageUnits = {} }: ScenarioDocument["spec"],
  add: (path: Path, message: string, hint: string) => void,
): void {
  const units: [path: Path, unit: Unit | undefined][] = [
    [["spec", "functionalUnit"], functionalUnit],
    [["spec", "stageUnits", "provider"], stageUnits.provider],
    [["spec", "stageUnits", "consumer"], stageUnits.consumer],
  ];
  for (const [path, unit] of units) {
    if (unit === undefined) continue;
    const stated = COUNTS.filter((count) => unit[count] > 0);
    if (stated.length === 1) continue;
    const found = stated.length === 0 ? "none is above 0" : `${stated.join(" and ")} are above 0`;
    const message = `a functional unit is counted by one of ${COUNTS.join(", ")}; ${found}`;
    add(path, message, "Give exactly one of them a number above 0.");
  }
}
