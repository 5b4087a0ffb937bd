/** The names that the desktop shell, its preload script, the renderer and the engine agree on. */

/** `globalThis[DESKTOP_BRIDGE]` exists only in the desktop window. */
export const DESKTOP_BRIDGE = "lowtide";

/** Asks the shell for a port, and is the `data` of the window message that brings it. */
export const PORT_CHANNEL = "lowtide:port";

/** `data` of the message with which the shell hands the other end to the engine process. */
export const ENGINE_CONNECT = "lowtide:connect";

/** What the preload script exposes, and all that it exposes. */
export interface DesktopBridge {
  /**
   * Asks for a channel to the engine. It arrives as a `message` event on the window whose `data` is
   * `PORT_CHANNEL` and whose `ports[0]` speaks the contract. Call again after that port closes.
   */
  readonly connect: () => void;
}
