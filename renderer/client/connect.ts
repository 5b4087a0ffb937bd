/** Connects the app to its engine: through the desktop shell, or to the host that served the page. */
import { DESKTOP_BRIDGE, type DesktopBridge } from "../../engine/contract/desktop.ts";
import { type Connection, createConnection, openNothing } from "./connection.ts";
import { openPort } from "./open-port.ts";
import { openSocket } from "./open-socket.ts";
import { takeToken } from "./token.ts";

declare global {
  interface Window {
    /** Present in the desktop window only. */
    readonly [DESKTOP_BRIDGE]?: DesktopBridge;
  }
}

/** Call once, at start. Never throws: what is wrong is in the status and in every answer. */
export function connect(): Connection {
  const shell = window[DESKTOP_BRIDGE];
  if (shell !== undefined) return createConnection(() => openPort(shell));
  const token = takeToken();
  if (token === undefined) return createConnection(openNothing);
  return createConnection(() => openSocket(window.location.origin, token));
}
