/** Stands in for `electron` in unit tests: records what the shell asks for, in order. */
import { EventEmitter } from "node:events";

/** Every call worth ordering, as `object.method`. */
export const calls: string[] = [];

/** What the next calls answer, and what the last ones were given. */
export const fake = {
  lock: true,
  dialogResponse: 1,
  opened: [] as string[],
  dialogs: [] as { detail: string }[],
  exposed: {} as Record<string, unknown>,
  forks: [] as FakeUtilityProcess[],
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
};

class FakeApp extends EventEmitter {
  enableSandbox = () => void calls.push("app.enableSandbox");
  quit = () => void calls.push("app.quit");
  requestSingleInstanceLock = () => fake.lock;
  whenReady = async () => void calls.push("app.whenReady");
}

export class FakeContents extends EventEmitter {
  mainFrame = { url: "lowtide://app/index.html", postMessage: recorder() };
  openWindow: ((details: { url: string }) => { action: string }) | undefined;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openWindow = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  static getAllWindows = () => BrowserWindow.all;
  readonly options: { webPreferences: Record<string, unknown>; show: boolean };
  readonly did: string[] = [];
  minimized = false;
  constructor(options: BrowserWindow["options"]) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    calls.push("BrowserWindow");
  }
  loadURL = async (url: string) => void this.did.push(`loadURL ${url}`);
  show = () => void this.did.push("show");
  focus = () => void this.did.push("focus");
  restore = () => void this.did.push("restore");
  isMinimized = () => this.minimized;
}

export class FakeUtilityProcess extends EventEmitter {
  readonly file: string;
  readonly options: { env: Record<string, string> };
  readonly postMessage = recorder();
  readonly kill = recorder();
  constructor(file: string, options: FakeUtilityProcess["options"]) {
    super();
    this.file = file;
    this.options = options;
  }
}

export class MessageChannelMain {
  readonly port1 = { name: "port1" };
  readonly port2 = { name: "port2" };
}

type Recorder = ((...values: unknown[]) => void) & { readonly seen: unknown[][] };

/** A function that only remembers what it was called with. */
export function recorder(): Recorder {
  const seen: unknown[][] = [];
  return Object.assign((...values: unknown[]) => void seen.push(values), { seen });
}

export class FakeSession {
  request: ((...values: never[]) => unknown) | undefined;
  check: ((...values: never[]) => unknown) | undefined;
  device: (() => unknown) | undefined;
  setPermissionRequestHandler(handler: FakeSession["request"]): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: FakeSession["check"]): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: FakeSession["device"]): void {
    this.device = handler;
  }
}

export const app = new FakeApp();
export const session = { defaultSession: new FakeSession() };
export const ipcMain = new EventEmitter();
export const ipcRenderer = Object.assign(new EventEmitter(), { send: recorder() });
export const shell = { openExternal: async (url: string) => void fake.opened.push(url) };

export const protocol = {
  registerSchemesAsPrivileged(schemes: typeof fake.schemes): void {
    calls.push("protocol.registerSchemesAsPrivileged");
    fake.schemes = schemes;
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    calls.push("protocol.handle");
    fake.handlers.set(scheme, handler);
  },
};

export const dialog = {
  async showMessageBox(options: { detail: string }): Promise<{ response: number }> {
    fake.dialogs.push(options);
    return { response: fake.dialogResponse };
  },
};

export const contextBridge = {
  exposeInMainWorld(name: string, value: unknown): void {
    fake.exposed[name] = value;
  },
};

export const utilityProcess = {
  fork(file: string, _args: string[], options: { env: Record<string, string> }) {
    const child = new FakeUtilityProcess(file, options);
    fake.forks.push(child);
    return child;
  },
};
