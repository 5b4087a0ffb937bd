/** The Live run room as a person meets it: found by role and label, never by class. */
import type { Locator, Page } from "playwright-core";

/** For what a busy machine is slow to show. */
export const PATIENT = { timeout: 20_000 };

export class LivePage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<this> {
    await this.page
      .getByRole("navigation", { name: "Rooms" })
      .getByRole("link", { name: "Live run" })
      .click();
    await this.page.getByRole("heading", { name: "Live runs" }).waitFor();
    return this;
  }

  /** Goes to an address within the app. */
  async goTo(hash: string): Promise<void> {
    await this.page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
  }

  async openRun(id: string, query = ""): Promise<this> {
    await this.goTo(`live/${id}${query}`);
    await this.figures().waitFor();
    return this;
  }

  /** The rows of the list. */
  runs(): Locator {
    return this.page.getByRole("region", { name: "Live runs" }).getByRole("row");
  }

  run(name: RegExp): Locator {
    return this.runs().filter({ has: this.page.getByRole("rowheader", { name }) });
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  start(): Locator {
    return this.button("Start the run");
  }

  consent(): Locator {
    return this.page.getByRole("alertdialog");
  }

  figures(): Locator {
    return this.page.getByRole("region", { name: "Figures so far" });
  }

  figure(label: string): Locator {
    return this.figures().getByRole("button", { name: new RegExp(`^${label}`) });
  }

  /** The requests of the picture. */
  requests(): Locator {
    return this.page
      .getByRole("listbox", { name: "Requests: foreseen and real" })
      .getByRole("option");
  }

  request(name: RegExp): Locator {
    return this.page
      .getByRole("listbox", { name: "Requests: foreseen and real" })
      .getByRole("option", { name });
  }

  pods(): Locator {
    return this.page.getByRole("listbox", { name: "Pods: foreseen and real" }).getByRole("option");
  }

  node(name: RegExp): Locator {
    const graph = this.page.getByRole("region", { name: "Graph" });
    return graph.locator("[data-node]").and(this.page.getByRole("button", { name }));
  }

  panel(): Locator {
    return this.page.getByRole("complementary");
  }

  log(): Locator {
    return this.page.getByRole("region", { name: /^Log of / });
  }

  search(): Locator {
    return this.page.getByRole("searchbox", { name: "Find in the log" });
  }

  /** What a screen reader is told while the run goes on. */
  said(): Locator {
    return this.page.getByRole("status", { name: "What happens" });
  }
}
