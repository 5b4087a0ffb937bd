/** The Sweep and Frontier screens as a person meets them: found by role and label, never by class. */
import type { Locator, Page } from "playwright-core";

export class SweepPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<this> {
    await this.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("link", { name: "Sweep" })
      .click();
    await this.picker().waitFor();
    return this;
  }

  picker(): Locator {
    return this.page.getByRole("combobox", { name: "Add a parameter" });
  }

  /** Adds the first parameter that has these words, by keyboard, and gives it a list of values. */
  async vary(words: string, values: string): Promise<void> {
    await this.picker().fill(words);
    await this.page
      .getByRole("listbox", { name: "Parameters" })
      .getByRole("option")
      .first()
      .waitFor();
    await this.picker().press("Enter");
    const row = this.page.getByRole("listitem").last();
    const mode = row.getByRole("combobox");
    if ((await mode.count()) > 0) await mode.selectOption("list");
    await row.getByRole("textbox").fill(values);
  }

  async start(): Promise<void> {
    await this.page.getByRole("button", { name: "Start the sweep" }).click();
    await this.figure("Figure").waitFor();
  }

  /** Waits until the sweep is at its end. */
  async finished(): Promise<void> {
    await this.page.getByRole("progressbar").waitFor({ state: "detached", timeout: 60_000 });
  }

  /** One of the choices above the picture. */
  figure(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  map(policy: RegExp): Locator {
    return this.page.getByRole("application", { name: policy });
  }

  point(): Locator {
    return this.page.getByRole("complementary", { name: "Point" });
  }

  async openFrontier(): Promise<void> {
    await this.page.getByRole("button", { name: "Frontier", exact: true }).click();
    await this.plane().waitFor();
  }

  plane(): Locator {
    return this.page.getByRole("application", { name: /candidates/ });
  }

  verdict(section: string): Locator {
    return this.page
      .getByRole("complementary", { name: "Verdict" })
      .getByRole("region", { name: section });
  }

  limit(metric: string): Locator {
    return this.page.getByRole("slider", { name: `Limit of ${metric}` });
  }
}
