/** What every end-to-end test starts with: the real app on an empty data folder, watched for errors. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Lab } from "../../../engine/lab/lab.ts";

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce" | "no-preference";
  /** Another set of scenarios than the bundled ones. */
  readonly scenariosFolder?: string;
  /** Puts something in the place of parts of the lab. */
  readonly withLab?: (lab: Lab) => Lab;
}

export interface OpenApp {
  readonly page: Page;
  /** Console and page errors, violations of the content security policy, and calls to other machines. */
  readonly complaints: readonly string[];
  readonly dataDir: string;
  /** Ends the engine only; the page stays. */
  stopEngine(): Promise<void>;
  close(): Promise<void>;
}

export interface Runner {
  open(options?: OpenOptions): Promise<OpenApp>;
  close(): Promise<void>;
}

export function temporaryDataDir(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "lowtide-e2e-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Collects what a correct page never does. */
export async function watch(page: Page, complaints: string[]): Promise<void> {
  // A development build of a library, for one, says so on the console.
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    const outside = /^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1";
    if (outside) complaints.push(`offline: ${request.url()}`);
  });
  page.on("pageerror", (error) => complaints.push(`page: ${error.message}`));
  await page.exposeFunction("lowtideComplain", (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const complain = Reflect.get(globalThis, "lowtideComplain") as (text: string) => void;
      complain(`csp: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
}
