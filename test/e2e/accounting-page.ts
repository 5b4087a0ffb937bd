/** The Accounting screen as a person meets it: found by role and label, never by class. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** For answers that a busy machine is slow to give. */
export const PATIENT = { timeout: 15_000 };

export class AccountingPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<this> {
    await this.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("link", { name: "Accounting" })
      .click();
    return this.ready();
  }

  /** Goes to an address within the app. */
  async goTo(hash: string): Promise<this> {
    await this.page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
    return this.ready();
  }

  async ready(): Promise<this> {
    await this.equation().waitFor();
    return this;
  }

  equation(): Locator {
    return this.page.getByRole("region", { name: "Equation" });
  }

  /** The number of a term: SCI, E, I, M or R. */
  term(of: string): Locator {
    return this.equation().getByRole("button", { name: new RegExp(`^${of}: `) });
  }

  /** Waits until a term shows a number. */
  async termIs(of: string, text: string): Promise<void> {
    await expect.poll(() => this.term(of).textContent(), PATIENT).toContain(`${of}: ${text} `);
  }

  policy(): Locator {
    return this.page.getByLabel("Policy", { exact: true });
  }

  opened(): Locator {
    return this.page.getByRole("dialog");
  }

  assumptions(): Locator {
    return this.page.getByRole("complementary", { name: "Assumptions" });
  }

  field(label: string): Locator {
    return this.assumptions().getByRole("textbox", { name: label, exact: true });
  }

  slider(label: string): Locator {
    return this.assumptions().getByRole("slider", { name: `${label}, slider` });
  }

  section(title: string): Locator {
    return this.page.getByRole("region", { name: new RegExp(`^${title}`) });
  }

  table(caption: string): Locator {
    return this.page.getByRole("grid", { name: caption });
  }

  flips(): Locator {
    return this.page.getByRole("status", { name: "Conclusions that flip" });
  }
}
