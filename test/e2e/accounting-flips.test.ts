/** Conclusions that do not survive an assumption, and a scenario without a score. */
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { AccountingPage, PATIENT } from "./accounting-page.ts";
import { expectQuiet } from "./health.ts";
import type { OpenApp, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

const scenariosFolder = join(import.meta.dirname, "../../fixtures/accounting");

let runner: Runner;
let app: OpenApp;
let account: AccountingPage;

beforeAll(async () => {
  runner = await startRunner();
});
afterAll(() => runner.close());
beforeEach(async () => {
  app = await runner.open({ scenariosFolder });
  account = new AccountingPage(app.page);
});
afterEach(async () => {
  expectQuiet(app);
  await app.close();
});

it("names what flips when another trace scores, and takes it back", async () => {
  await account.goTo("#accounting/two-traces?policy=threshold");
  await app.page.getByText("Decided on: average, life-cycle").waitFor();
  await app.page.getByText("Scored with: marginal, direct").waitFor();
  await account.assumptions().getByLabel("Scored with").selectOption("deciding");
  await account.flips().getByText("2 conclusions flip").waitFor();
  await account
    .flips()
    .getByText("Immediate had a lower SCI than Threshold < 200 g; now it is the other way round.")
    .waitFor();
  await account
    .flips()
    .getByText(/^Threshold < 200 g emitted .* more against/)
    .waitFor();
  await account.table("Policies").getByRole("button", { name: "2 → 1" }).waitFor();
  await app.page.keyboard.press("Control+z");
  await account.flips().waitFor({ state: "detached" });
});

it("has a tornado whose bars go to the panel, with a mark where a conclusion flips", async () => {
  await account.goTo("#accounting/two-traces?policy=threshold");
  const sensitive = account.section("How sensitive it is");
  const bars = sensitive.getByRole("listitem");
  await bars.first().getByText("flips a conclusion").waitFor();
  expect(await bars.first().textContent()).toContain("Intensity that is scored with");
  await sensitive.getByRole("button", { name: "Lifespan of the hardware", exact: true }).click();
  const lifespan = account.field("Lifespan");
  await expect
    .poll(() => lifespan.evaluate((element) => element === document.activeElement), PATIENT)
    .toBe(true);
  const before = await account.term("M").textContent();
  await sensitive
    .getByRole("button", { name: "Lifespan of the hardware 3 years: assume it" })
    .click();
  await expect.poll(() => account.term("M").textContent(), PATIENT).not.toBe(before);
  expect(await lifespan.inputValue()).toBe("3");
  await sensitive.getByRole("button", { name: "PUE + 10 %: assume it" }).click();
  await expect.poll(() => account.field("PUE").inputValue(), PATIENT).toBe("1.32");
});

it("has both views of SCI for AI, whose carbon opens", async () => {
  await account.goTo("#accounting/two-traces?policy=threshold");
  const provider = account.table("Provider, SCI for AI");
  await provider
    .getByRole("row", { name: /^training/ })
    .getByRole("button")
    .click();
  await account
    .opened()
    .getByRole("heading", { name: /^Carbon of training/ })
    .waitFor();
  await app.page.keyboard.press("Escape");
  await account
    .table("Consumer, SCI for AI")
    .getByRole("row", { name: /^SCI per 1,000/ })
    .waitFor();
});

it("says why there is no score, and has one with another unit", async () => {
  await account.goTo("#accounting/all-fail");
  await app.page.getByText(/There is no SCI: the period served no training/).waitFor();
  await app.page.getByText("no policy has a score").waitFor();
  await account.assumptions().getByLabel("Functional unit, R").selectOption("day");
  await app.page.getByText(/There is no SCI/).waitFor({ state: "detached" });
  await account.termIs("R", "7");
});
