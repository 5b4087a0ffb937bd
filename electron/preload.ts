/** Runs in the sandboxed window before the app: exposes one function and no Electron object. */
import { contextBridge, ipcRenderer } from "electron";
import { DESKTOP_BRIDGE, type DesktopBridge, PORT_CHANNEL } from "../engine/contract/desktop.ts";

const bridge: DesktopBridge = { connect: () => ipcRenderer.send(PORT_CHANNEL) };

ipcRenderer.on(PORT_CHANNEL, (event) => {
  // Ports cannot cross the context bridge; a window message is the documented way over.
  window.postMessage(PORT_CHANNEL, window.location.origin, event.ports);
});

contextBridge.exposeInMainWorld(DESKTOP_BRIDGE, bridge);
