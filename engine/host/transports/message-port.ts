/** A channel over a MessagePort of Node's worker threads or of Electron's utility process. */
import type { Channel } from "../channel.ts";

/** What Node's `MessagePort` and Electron's `MessagePortMain` have in common. */
export interface PortLike {
  postMessage(message: unknown): void;
  on(event: "message", listener: (message: unknown) => void): unknown;
  on(event: "close", listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Node hands over the value that was posted, Electron an event that holds it. */
export function messagePortChannel(port: PortLike): Channel {
  return {
    post: (text) => port.postMessage(text),
    onMessage: (listener) => {
      port.on("message", (message) => listener(textOf(message)));
      port.start();
    },
    onClose: (listener) => {
      port.on("close", listener);
    },
    close: () => port.close(),
  };
}

function textOf(message: unknown): string | undefined {
  const value = isEvent(message) ? message.data : message;
  return typeof value === "string" ? value : undefined;
}

function isEvent(message: unknown): message is { readonly data: unknown } {
  return typeof message === "object" && message !== null && "data" in message;
}
