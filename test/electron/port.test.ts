import { existsSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { EngineProcess, engineEnvironment } from "../../electron/engine-process.ts";
import { ENGINE_ENTRY } from "../../electron/paths.ts";
import { answerPortRequests } from "../../electron/port.ts";
import { FakeContents, fake, ipcMain, ipcRenderer } from "../fakes/electron.ts";

vi.mock("electron", () => import("../fakes/electron.ts"));

beforeEach(() => {
  ipcMain.removeAllListeners();
  fake.forks.length = 0;
});

describe("port requests", () => {
  function request(forge: (contents: FakeContents) => unknown): FakeContents {
    const contents = new FakeContents();
    answerPortRequests(new EngineProcess());
    ipcMain.emit("lowtide:port", { sender: contents, senderFrame: forge(contents) });
    return contents;
  }

  it("give the app one end and the engine the other", () => {
    const { mainFrame } = request((contents) => contents.mainFrame);
    expect(mainFrame.postMessage.seen).toEqual([["lowtide:port", null, [{ name: "port1" }]]]);
    expect(fake.forks).toHaveLength(1);
    expect(fake.forks[0]?.postMessage.seen).toEqual([["lowtide:connect", [{ name: "port2" }]]]);
  });

  it.each<[string, (contents: FakeContents) => unknown]>([
    ["a frame inside the page", () => ({ url: "lowtide://app/index.html" })],
    ["a frame that is gone", () => null],
    [
      "another site",
      (contents) => Object.assign(contents.mainFrame, { url: "https://evil.example/" }),
    ],
    [
      "a lookalike",
      (contents) => Object.assign(contents.mainFrame, { url: "lowtide://app.evil/" }),
    ],
  ])("of %s are ignored", (_name, forge) => {
    const { mainFrame } = request(forge);
    expect(mainFrame.postMessage.seen).toEqual([]);
    expect(fake.forks).toEqual([]);
  });
});

describe("engine process", () => {
  const port = {} as Parameters<EngineProcess["connect"]>[0];

  it("is forked once, from the engine's entry, and again after it has died", () => {
    const engine = new EngineProcess();
    engine.connect(port);
    engine.connect(port);
    expect(fake.forks.map((child) => child.file)).toEqual([ENGINE_ENTRY]);
    fake.forks[0]?.emit("exit", 1);
    engine.connect(port);
    expect(fake.forks).toHaveLength(2);
  });

  it("starts a file that exists", () => {
    expect(existsSync(ENGINE_ENTRY)).toBe(true);
  });

  it("sees only what it needs of the environment", () => {
    const environment = {
      PATH: "/bin",
      HOME: "/h",
      LC_ALL: "C",
      LOWTIDE_DATA_DIR: "/d",
      NODE_OPTIONS: "--require evil",
      NODE_PATH: "/e",
      ELECTRON_RUN_AS_NODE: "1",
      LD_PRELOAD: "/e.so",
      SECRET_TOKEN: "s",
    };
    expect(Object.keys(engineEnvironment(environment))).toEqual([
      "PATH",
      "HOME",
      "LC_ALL",
      "LOWTIDE_DATA_DIR",
    ]);
  });
});

describe("preload script", () => {
  it("exposes one function that returns nothing, and passes ports on", async () => {
    const postMessage = vi.fn();
    vi.stubGlobal("window", { postMessage, location: { origin: "lowtide://app" } });
    await import("../../electron/preload.ts");
    expect(Object.keys(fake.exposed)).toEqual(["lowtide"]);
    const bridge = fake.exposed.lowtide as Record<string, () => unknown>;
    expect(Object.keys(bridge)).toEqual(["connect"]);
    expect(bridge.connect?.()).toBeUndefined();
    expect(ipcRenderer.send.seen).toEqual([["lowtide:port"]]);
    const ports = [{}];
    ipcRenderer.emit("lowtide:port", { ports, sender: ipcRenderer });
    expect(postMessage.mock.calls).toEqual([["lowtide:port", "lowtide://app", ports]]);
    vi.unstubAllGlobals();
  });
});
