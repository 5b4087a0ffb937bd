/** A fresh app for every test of a file, over a lab whose live runs move when the test says so. */
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { FakeLive } from "../fakes/live/lab.ts";
import { ExplorePage } from "./explore-page.ts";
import { expectQuiet } from "./health.ts";
import { LivePage } from "./live-page.ts";
import type { OpenApp, Runner } from "./runner/runner.ts";
import { startRunner } from "./runner/start.ts";

export interface FreshLive {
  app: OpenApp;
  lab: FakeLive;
  room: LivePage;
}

/** Call at the top of a test file; the fields hold the running test's app. */
export function freshLive(): FreshLive {
  let runner: Runner;
  const fresh = {} as FreshLive;
  beforeAll(async () => {
    runner = await startRunner();
  });
  afterAll(() => runner.close());
  beforeEach(async () => {
    const lab = new FakeLive();
    fresh.lab = lab;
    fresh.app = await runner.open({ withLab: (real) => ({ ...real, ...lab.procedures() }) });
    await new ExplorePage(fresh.app.page).ready();
    fresh.room = new LivePage(fresh.app.page);
  });
  afterEach(async () => {
    expectQuiet(fresh.app);
    await fresh.app.close();
  });
  return fresh;
}
