import { beforeEach, expect, it, vi } from "vitest";

type Fakes = typeof import("../fakes/electron.ts");

let fakes: Fakes;

beforeEach(async () => {
  vi.resetModules();
  fakes = (await import("electron")) as unknown as Fakes;
});

async function startShell(): Promise<void> {
  await import("../../electron/main.ts");
  await vi.waitFor(() => {
    const done = fakes.calls.includes("BrowserWindow") || fakes.calls.includes("app.quit");
    if (!done) throw new Error("still starting");
  });
}

it("enables the sandbox and its scheme before the app is ready, and opens the window last", async () => {
  await startShell();
  expect(fakes.calls).toEqual([
    "app.enableSandbox",
    "protocol.registerSchemesAsPrivileged",
    "app.whenReady",
    "protocol.handle",
    "BrowserWindow",
  ]);
});

it("registers a standard, secure scheme and nothing more powerful", async () => {
  await startShell();
  expect(fakes.fake.schemes).toEqual([
    { scheme: "lowtide", privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
});

it("opens exactly one sandboxed window on the app's own page", async () => {
  await startShell();
  const [window, ...others] = fakes.BrowserWindow.all;
  expect(others).toEqual([]);
  expect(window?.options.webPreferences).toEqual({
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    preload: expect.stringMatching(/dist[\\/]electron[\\/]preload\.cjs$/),
    sandbox: true,
    webSecurity: true,
    webviewTag: false,
  });
  expect(window?.did).toEqual(["loadURL lowtide://app/index.html"]);
  expect(window?.options.show).toBe(false);
  window?.emit("ready-to-show");
  expect(window?.did.at(-1)).toBe("show");
});

it("quits at once where Lowtide already runs, and opens no window", async () => {
  fakes.fake.lock = false;
  await startShell();
  expect(fakes.calls).toContain("app.quit");
  expect(fakes.BrowserWindow.all).toEqual([]);
});

it("brings its window to the front when it is started a second time", async () => {
  await startShell();
  const [window] = fakes.BrowserWindow.all;
  if (window === undefined) throw new Error("no window");
  window.minimized = true;
  fakes.app.emit("second-instance");
  expect(window.did.slice(-2)).toEqual(["restore", "focus"]);
});

it("guards every web contents", async () => {
  await startShell();
  const contents = new fakes.FakeContents();
  fakes.app.emit("web-contents-created", {}, contents);
  const guarded = ["will-attach-webview", "will-frame-navigate", "will-navigate", "will-redirect"];
  expect(contents.eventNames().sort()).toEqual(guarded);
  expect(contents.openWindow).toBeDefined();
});

it("stops the engine when the app ends", async () => {
  await startShell();
  const contents = new fakes.FakeContents();
  fakes.ipcMain.emit("lowtide:port", { sender: contents, senderFrame: contents.mainFrame });
  fakes.app.emit("will-quit");
  expect(fakes.fake.forks.map((child) => child.kill.seen.length)).toEqual([1]);
});
