/** A fresh app for every test of a file, watched from opening to closing. */
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { ExplorePage } from "./explore-page.ts";
import { expectQuiet } from "./health.ts";
import type { OpenApp, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

export interface FreshApp {
  app: OpenApp;
  explore: ExplorePage;
}

/** Call at the top of a test file; the fields hold the running test's app. */
export function freshApp(prepare?: (explore: ExplorePage) => Promise<unknown>): FreshApp {
  let runner: Runner;
  const fresh = {} as FreshApp;
  beforeAll(async () => {
    runner = await startRunner();
  });
  afterAll(() => runner.close());
  beforeEach(async () => {
    fresh.app = await runner.open();
    fresh.explore = await new ExplorePage(fresh.app.page).ready();
    await prepare?.(fresh.explore);
  });
  afterEach(async () => {
    expectQuiet(fresh.app);
    await fresh.app.close();
  });
  return fresh;
}
