/** The one window: sandboxed, isolated, showing the app and nothing else. */
import { BrowserWindow } from "electron";
import { PRELOAD_FILE } from "./paths.ts";
import { APP_START } from "./urls.ts";

/** Everything that is set; what is absent keeps Electron's secure default. */
export const WEB_PREFERENCES = Object.freeze({
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  preload: PRELOAD_FILE,
  sandbox: true,
  webSecurity: true,
  webviewTag: false,
});

/** Opens the window; it appears when its first picture is ready, so it never flashes empty. */
export async function openWindow(): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    title: "Lowtide",
    width: 1280,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    show: false,
    webPreferences: { ...WEB_PREFERENCES },
  });
  window.once("ready-to-show", () => window.show());
  await window.loadURL(APP_START);
  return window;
}
