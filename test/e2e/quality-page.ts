/** The Models and drift screen as a person meets it: found by role and label, never by class. */
import type { Locator, Page } from "playwright-core";

/** For answers that a busy machine is slow to give. */
export const PATIENT = { timeout: 20_000 };

export class QualityPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<this> {
    await this.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("link", { name: "Models and drift" })
      .click();
    return this;
  }

  /** Waits for the picture and the detectors. */
  async ready(): Promise<this> {
    await this.map().waitFor(PATIENT);
    await this.detectors().waitFor(PATIENT);
    return this;
  }

  async goTo(hash: string): Promise<this> {
    await this.page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
    return this;
  }

  map(): Locator {
    return this.page.getByRole("application", { name: /^Accuracy by model and batch/ });
  }

  panel(): Locator {
    return this.page.getByRole("complementary", { name: "Model and batch" });
  }

  detectors(): Locator {
    return this.page.getByRole("grid", { name: "Drift detectors" });
  }

  policies(): Locator {
    return this.page.getByRole("grid", { name: "Policies" });
  }

  policy(): Locator {
    return this.page.getByLabel("Policy", { exact: true });
  }

  section(title: string): Locator {
    return this.page.getByRole("region", { name: new RegExp(`^${title}`) });
  }

  cursor(): Locator {
    return this.page.getByRole("slider", { name: "Cursor over time" });
  }
}
