/** The Explore screen as a person meets it: found by role and label, never by class. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

export class ExplorePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits for the first answer. */
  async ready(): Promise<this> {
    await this.figure("SCI").waitFor();
    await this.page.getByTestId("plot").locator("svg").first().waitFor();
    return this;
  }

  async openScenario(title: RegExp): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Scenarios" })
      .getByRole("button", { name: title })
      .click();
    await this.page.getByRole("heading", { level: 1, name: title }).waitFor();
    await this.ready();
  }

  figure(label: string): Locator {
    return this.page.getByRole("button", {
      name: new RegExp(`^${label} .*Open formula and sources$`),
    });
  }

  /** All numbers of the strip, with their differences, once none of them is still computed. */
  async numbers(): Promise<string> {
    const cards = this.page.locator("[data-figure]");
    let text = "";
    await expect
      .poll(async () => {
        text = (await cards.allTextContents()).join("\n");
        return text;
      })
      .not.toContain("…");
    return text;
  }

  async selectPolicy(title: RegExp): Promise<void> {
    await this.row(title).getByRole("button").click();
  }

  row(title: RegExp): Locator {
    const rows = this.page.getByRole("region", { name: "Comparison table" }).getByRole("row");
    return rows.filter({ has: this.page.getByRole("rowheader", { name: title }) });
  }

  threshold(): Locator {
    return this.page.getByRole("slider", { name: /^Limit of/ });
  }

  deadline(): Locator {
    return this.page.getByRole("slider", { name: "Deadline" });
  }

  runs(policy: RegExp): Locator {
    return this.page.getByRole("listbox", { name: policy }).getByRole("option");
  }

  inspector(): Locator {
    return this.page.getByRole("complementary", { name: "Inspector" });
  }

  /** Drags a handle with the mouse, in small steps as a hand does. */
  async drag(handle: Locator, dx: number, dy: number): Promise<void> {
    const box = await handle.boundingBox();
    if (box === null) throw new Error("the handle is on the screen");
    const [x, y] = [box.x + box.width / 2, box.y + Math.min(9, box.height / 2)];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + dx, y + dy, { steps: 12 });
    await this.page.mouse.up();
  }

  /** Waits until the numbers are others than before, and stand still: a drag brings many answers. */
  async numbersOtherThan(before: string): Promise<string> {
    await expect.poll(() => this.numbers()).not.toBe(before);
    for (let last = await this.numbers(); ; ) {
      await this.page.waitForTimeout(300);
      const now = await this.numbers();
      if (now === last) return now;
      last = now;
    }
  }

  async numbersAre(expected: string): Promise<void> {
    await expect.poll(() => this.numbers()).toBe(expected);
  }

  undo(): Promise<void> {
    return this.page.getByRole("button", { name: "Undo" }).click();
  }
}
