/** Models and drift: the surface is core's own, a policy's path is read, and numbers open. */
import { describe, expect, it } from "vitest";
import { runPolicy } from "../../engine/core/compare/compare.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { analyseQuality } from "../../engine/core/quality/analyse.ts";
import type { World } from "../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { findScenario, openWorld } from "../../engine/lab/scenario/open.ts";
import { share, signed } from "../../renderer/widgets/format.ts";
import { freshApp } from "./fresh-app.ts";
import { PATIENT, QualityPage } from "./quality-page.ts";

const fresh = freshApp();

function analysed(id: string, policy: string) {
  const world: World = unwrap(openWorld(unwrap(findScenario(id)), {}));
  const prepared = prepareWorld(world);
  const spec = world.policies.find(({ name }) => name === policy);
  const { timeline } = runPolicy(prepared, spec as never);
  return analyseQuality(timeline, world, prepared.surface, null);
}

describe("the room", () => {
  it("has the models, the policies and the detectors of core", async () => {
    const room = await (await new QualityPage(fresh.app.page).open()).ready();
    const { models, meanAccuracy, detectors } = analysed("nightly-retrain", "drift-gated");
    const figures = room.page.getByRole("region", { name: /^Models of Drift-gated/ });
    await figures.getByText(String(models.length), { exact: true }).waitFor();
    await figures
      .getByRole("button", { name: `Mean accuracy: ${share(meanAccuracy as number, 2)}` })
      .waitFor();
    for (const [name, { alone, answered }] of [
      ["Page–Hinkley, errors", detectors[0]],
      ["ADWIN, errors", detectors[1]],
      ["Kolmogorov–Smirnov, accuracy", detectors[2]],
    ] as const as readonly (readonly [string, NonNullable<(typeof detectors)[0]>])[]) {
      const text = await room.detectors().getByRole("row", { name }).textContent();
      expect(text).toContain(`${name}${alone.firedAt.length}${share(alone.meanAccuracy, 2)}`);
      expect(text).toContain(`${answered.unasked} of ${answered.retrainings}`);
    }
    const immediate = analysed("nightly-retrain", "immediate");
    const row = room.policies().getByRole("row", { name: /^Immediate/ });
    expect(await row.textContent()).toContain(share(immediate.meanAccuracy as number, 2));
  });

  it("reads cells with the arrow keys, and Enter goes to a number that opens", async () => {
    const { page } = fresh.app;
    const room = await new QualityPage(page).goTo("#quality/green-e2e-ml");
    await room.ready();
    await room.map().focus();
    await page.keyboard.press("ArrowRight");
    const said = room.panel().getByRole("status");
    await expect.poll(() => said.textContent(), PATIENT).toContain("72.23");
    expect(await room.panel().textContent()).toContain(signed(72.23 - 73.52, 2));
    // Upwards to the diagonal, and not beyond it: no model is scored on older data.
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => said.textContent(), PATIENT).toMatch(/Wed 15 Nov on .*Wed 15 Nov/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("Accuracies printed in the course project").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("End");
  });

  it("says what was never measured", async () => {
    const { page } = fresh.app;
    const room = await new QualityPage(page).goTo("#quality/green-e2e-ml");
    await room.ready();
    await page.getByText("Accuracy: observed").waitFor();
    await page
      .getByRole("list", { name: "Legend" })
      .getByText(/not measured/)
      .waitFor();
    await room.map().focus();
    await page.keyboard.press("End");
    await room.panel().getByText("not measured, carried over").waitFor();
  });

  it("follows the policy of the address, the list and the keys", async () => {
    const { page } = fresh.app;
    const room = await new QualityPage(page).goTo("#quality/nightly-retrain?policy=immediate");
    await room.ready();
    expect(await room.policy().inputValue()).toBe("immediate");
    await room
      .policies()
      .getByRole("button", { name: /^Threshold/ })
      .click();
    await page.waitForURL(/policy=threshold/);
    await expect.poll(() => room.policy().inputValue(), PATIENT).toBe("threshold");
    await page.keyboard.press("]");
    await expect.poll(() => room.policy().inputValue(), PATIENT).toBe("lowest-window");
    await page.goBack();
    await expect.poll(() => room.policy().inputValue(), PATIENT).toBe("threshold");
  });

  it("shows where detectors fire beside the policy and in its place, and one batch with the cursor", async () => {
    const { page } = fresh.app;
    const room = await (await new QualityPage(page).open()).ready();
    const { detectors, served } = analysed("nightly-retrain", "drift-gated");
    await page.getByText("each mark is a training").waitFor();
    await page.keyboard.press("d");
    await page.getByText("each mark is an alarm").waitFor();
    await page.keyboard.press("d");
    const fired = detectors[0]?.alone.firedAt[0] as number;
    await room.cursor().focus();
    await page.keyboard.press("Home");
    for (let step = 0; step < fired; step++) await page.keyboard.press("ArrowRight");
    const text = await room.cursor().getAttribute("aria-valuetext");
    expect(text).toContain("Page–Hinkley · errors");
    expect(text).toContain(share(served[fired]?.accuracy as number, 2));
  });

  it("is a table as well, and is copied as CSV and SVG", async () => {
    const { page } = fresh.app;
    const room = await new QualityPage(page).goTo("#quality/green-e2e-ml");
    await room.ready();
    const surface = room.section("Quality surface");
    await surface.getByRole("button", { name: "Copy as CSV" }).click();
    await surface.getByRole("button", { name: "Copied" }).waitFor();
    const csv = await page.evaluate(() => navigator.clipboard.readText());
    const lines = csv.split("\r\n");
    expect(lines[0]).toBe("trained_up_to,scored_on,accuracy,measured");
    expect(lines).toHaveLength(1 + (7 * 8) / 2);
    expect(lines[2]).toMatch(/^2023-11-13T23:00:00.000Z,2023-11-14T23:00:00.000Z,0.7223,yes$/);
    await surface.getByRole("button", { name: "Copy as SVG" }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()), PATIENT)
      .toMatch(/^<svg xmlns/);
    await page.keyboard.press("t");
    const table = page.getByRole("grid", { name: "Accuracy of models by age in batches" });
    await table.getByRole("button", { name: "72.23" }).waitFor();
    await page.getByRole("grid", { name: "Batches under the policy" }).waitFor();
  });
});
