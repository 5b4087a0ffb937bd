/** The Workflow screen as a person meets it: found by role and label, never by class. */
import type { Locator, Page } from "playwright-core";

export class WorkflowPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async go(): Promise<this> {
    const rooms = this.page.getByRole("navigation", { name: "Rooms" });
    await rooms.getByRole("link", { name: "Workflow" }).click();
    await this.page.getByRole("heading", { name: "Run an Argo workflow" }).waitFor();
    return this;
  }

  /** Opens texts as files of the user's own. */
  async choose(...texts: readonly string[]): Promise<void> {
    const files = texts.map((text, each) => ({
      name: `own-${each}.yaml`,
      mimeType: "application/yaml",
      buffer: Buffer.from(text),
    }));
    await this.page.getByLabel("Workflow files").setInputFiles(files);
  }

  async open(...texts: readonly string[]): Promise<this> {
    await this.choose(...texts);
    await this.node(/./).first().waitFor();
    return this;
  }

  graph(): Locator {
    return this.page.getByRole("region", { name: "Graph" });
  }

  /** A node by what a screen reader says of it: `train, Retry · 3 attempts, Succeeded …`. */
  node(name: RegExp): Locator {
    return this.graph().locator("[data-node]").and(this.page.getByRole("button", { name }));
  }

  bars(): Locator {
    return this.page.getByRole("listbox", { name: /over virtual time/ }).getByRole("option");
  }

  panel(): Locator {
    return this.page.getByRole("complementary");
  }

  search(): Locator {
    return this.page.getByRole("searchbox", { name: /Find nodes/ });
  }
}
