import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { planWorkflow } from "../../engine/core/workflow/plan.ts";
import { readWorkflow } from "../../engine/formats/argo/read.ts";
import { drive } from "../core/workflow/drive.ts";
import { mutated } from "../helpers/mutate.ts";

const ROOT = join(import.meta.dirname, "../..");
const SOURCES = [
  "fixtures/argo/valid/parameters-and-conditions.yaml",
  "scenarios/green-e2e-ml/workflow.yaml",
  "scenarios/nightly-retrain/workflow.yaml",
].map((file) => readFileSync(join(ROOT, file), "utf8"));

it("answers every damaged manifest with issues, or with a workflow that runs to its end", () => {
  let accepted = 0;
  fc.assert(
    fc.property(mutated(SOURCES), (text) => {
      const result = readWorkflow(text, "wf.yaml");
      if (!result.ok) {
        expect(result.issues.length).toBeGreaterThan(0);
        expect(
          result.issues.every((issue) => issue.hint !== "" && issue.severity === "error"),
        ).toBe(true);
        return;
      }
      accepted += 1;
      const { run } = drive(planWorkflow(result.value), () => ({
        result: "heads",
        parameters: { accuracy: "0.8" },
      }));
      expect(["Succeeded", "Failed", "Error", "Skipped"]).toContain(run.phase);
    }),
    { numRuns: 2_000 },
  );
  expect(accepted).toBeGreaterThan(20);
}, 60_000);
