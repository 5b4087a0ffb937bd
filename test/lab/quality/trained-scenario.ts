/** A scenario of two weeks whose quality is trained by a fake program, in a folder of its own. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUNDLED_SCENARIOS } from "../../../engine/lab/scenario/open.ts";
import { ROOT } from "../../tidy/tree.ts";

export const BATCHES = 12;

/** Gives the folder; `args` are the fake program's. */
export function trainedScenario(parent: string, args: readonly string[] = [], name = "trained") {
  const folder = join(parent, name);
  cpSync(join(BUNDLED_SCENARIOS, "nightly-retrain"), folder, { recursive: true });
  mkdirSync(join(folder, "steps"), { recursive: true });
  const program = join(ROOT, "fixtures/quality/fake-trainer.ts");
  cpSync(program, join(folder, "steps/trainer.ts"));
  const command = JSON.stringify(["node", "./steps/trainer.ts", ...args]);
  const file = join(folder, "scenario.yaml");
  const text = readFileSync(file, "utf8")
    .replace("to: 2025-01-01", "to: 2024-01-13")
    .replace("name: nightly-retrain", `name: ${name}`)
    .replace("title: Nightly retrain, westeurope", "title: Really trained")
    .replace(/ {2}quality:\n(?: {4}.*\n)+/, "")
    .replace(
      "  cluster:\n",
      `  quality: { kind: trained, program: ${command}, surface: quality.json }\n  cluster:\n`,
    );
  writeFileSync(file, text);
  return folder;
}
