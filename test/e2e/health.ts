/** What holds on every screen at every moment. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { OpenApp } from "./runner/runner.ts";

/** No accessibility violation that axe can find. */
export async function expectAccessible(page: Page): Promise<void> {
  // Only violations are read; describing every element that passes took most of the time on large pictures.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const found = violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`),
  );
  expect(found).toEqual([]);
}

/** No console error, no exception, no violation of the content security policy. */
export function expectQuiet(app: OpenApp): void {
  expect(app.complaints).toEqual([]);
}

/** Nothing is wider than the window: no sideways scrolling of the page. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, room] = await page.evaluate(() => {
    const element = document.getElementById("room") ?? document.body;
    return [Math.max(element.scrollWidth, document.body.scrollWidth), window.innerWidth];
  });
  expect(content).toBeLessThanOrEqual(room ?? 0);
}
