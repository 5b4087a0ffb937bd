/** Asks the desktop shell for a port to the engine. */
import { type DesktopBridge, PORT_CHANNEL } from "../../engine/contract/desktop.ts";
import { type ClientChannel, portChannel } from "./channel.ts";

const TIMEOUT_MS = 10_000;

/** The channel over the port that the shell hands over after it was asked. */
export function openPort(shell: DesktopBridge, page: Window = window): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    const onMessage = (event: MessageEvent) => {
      const port = event.ports[0];
      if (event.source !== page || event.data !== PORT_CHANNEL || port === undefined) return;
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
