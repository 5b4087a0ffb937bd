import { expect, it } from "vitest";
import { isStale } from "../../engine/cli/build-app.ts";
import { planStart, type StartFacts } from "../../engine/cli/start-plan.ts";

const DESKTOP: StartFacts = {
  platform: "linux",
  environment: { DISPLAY: ":0" },
  isRoot: false,
  electronBinary: "/e/electron",
};

const plan = (change: Partial<StartFacts>) => planStart({ ...DESKTOP, ...change });

it("shows a window where Electron and a display are there", () => {
  const window = { kind: "window", binary: "/e/electron" };
  expect(plan({})).toEqual(window);
  expect(plan({ environment: { WAYLAND_DISPLAY: "wayland-0" } })).toEqual(window);
  expect(plan({ platform: "darwin", environment: {} })).toEqual(window);
  expect(plan({ platform: "win32", environment: {} })).toEqual(window);
});

it("downloads Electron only where a window could be shown", () => {
  const { electronBinary: _absent, ...facts } = DESKTOP;
  const missing = { ...facts, electronBinary: undefined };
  expect(planStart(missing)).toEqual({ kind: "download" });
  expect(planStart({ ...missing, environment: {} })).toMatchObject({ kind: "serve", open: false });
  expect(planStart({ ...missing, isRoot: true })).toMatchObject({ kind: "serve", open: true });
});

it("serves, with the reason, where no window can be shown", () => {
  expect(plan({ environment: {} })).toEqual({
    kind: "serve",
    because: "there is no display",
    open: false,
  });
  expect(plan({ environment: { DISPLAY: "" } })).toMatchObject({ kind: "serve", open: false });
  expect(plan({ isRoot: true })).toMatchObject({ kind: "serve", open: true });
  expect(plan({ isRoot: true, platform: "darwin" })).toMatchObject({ kind: "window" });
});

it("leaves Electron alone on request", () => {
  const environment = { DISPLAY: ":0", LOWTIDE_ELECTRON: "0" };
  expect(plan({ environment })).toMatchObject({ kind: "serve", open: true });
  expect(plan({ environment: { ...environment, LOWTIDE_ELECTRON: "1" } })).toMatchObject({
    kind: "window",
  });
});

it("builds again when the output is missing or older than a source", () => {
  expect([isStale(undefined, 5), isStale(4, 5), isStale(5, 5), isStale(6, 5)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
