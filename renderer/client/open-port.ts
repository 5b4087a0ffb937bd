/** Asks the desktop shell for a port to the engine. */
import { type ClientChannel, portChannel } from "./channel.ts";

/** What the preload script exposes; the port itself arrives as a window message. */
export interface DesktopShell {
  connect(): void;
}

/** The message that carries the port; the preload posts it to its own window, to this origin. */
export const PORT_MESSAGE = "lowtide:port";

const TIMEOUT_MS = 10_000;

/** The channel over the port that the shell hands over after it was asked. */
export function openPort(shell: DesktopShell, page: Window = window): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    const onMessage = (event: MessageEvent) => {
      const port = event.ports[0];
      if (event.source !== page || event.data !== PORT_MESSAGE || port === undefined) return;
      finish();
      resolve(portChannel(port));
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error("the shell handed over no port"));
    }, TIMEOUT_MS);
    const finish = () => {
      clearTimeout(timer);
      page.removeEventListener("message", onMessage);
    };
    page.addEventListener("message", onMessage);
    shell.connect();
  });
}
