/** The two ways to the engine as one: a port from the desktop shell, or a WebSocket. */

export interface ClientChannel {
  post(text: string): void;
  onMessage(listener: (text: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** A channel over a port that the desktop shell handed over. */
export function portChannel(port: MessagePort): ClientChannel {
  return {
    post: (text) => port.postMessage(text),
    onMessage: (listener) => {
      port.addEventListener("message", (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => port.addEventListener("close", listener),
    close: () => port.close(),
  };
}

/** A channel over a socket that is open. */
export function socketChannel(socket: WebSocket): ClientChannel {
  return {
    post: (text) => socket.send(text),
    onMessage: (listener) => socket.addEventListener("message", (event) => listener(event.data)),
    onClose: (listener) => socket.addEventListener("close", listener),
    close: () => socket.close(),
  };
}
