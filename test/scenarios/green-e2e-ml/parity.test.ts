/** The published week with real training: the live run decides and does what the replay says. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import type { Parity } from "../../../engine/lab/live/parity.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { ROOT } from "../../tidy/tree.ts";

const folder = tempFolder();

describe("green-e2e-ml, live", () => {
  // The other two policies train on more days, and decide in the same way: `lowtide parity` runs all of them.
  it("agrees with its replay when it trains only as often as it must", {
    timeout: 300_000,
  }, async () => {
    const args = ["parity", "green-e2e-ml", "-p", "drift-gated", "--time-scale", "max", "--trust"];
    const data = mkdtempSync(join(folder, "data-"));
    const command = [join(ROOT, "engine/cli/main.ts"), ...args, "--json", "--data-dir", data];
    const { stdout } = await execa(process.execPath, command, { cwd: ROOT });
    const [found] = (JSON.parse(stdout) as { parity: Parity[] }).parity;
    expect(found).toMatchObject({ agrees: true, status: "succeeded" });
    expect(found?.decisions.alike).toBe(found?.decisions.replayed);
    const training = found?.durations.find(({ template }) => template === "model-training");
    expect(training).toMatchObject({ pods: { live: 2, replayed: 2 } });
    // Trained for real: that takes CPU time.
    expect(training?.measuredCpuS).toBeGreaterThan(0.2);
  });
});
