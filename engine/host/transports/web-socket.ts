/** Channels over the WebSockets that an HTTP server accepts. */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Channel } from "../channel.ts";

export interface SocketRules {
  /** Why an upgrade is refused, as a status line such as `403 Forbidden`; undefined to accept. */
  readonly refusal: (request: IncomingMessage) => string | undefined;
  readonly subprotocol: string;
  /** A larger message ends the connection before it is read. */
  readonly maxMessageBytes: number;
}

/** RFC 6455: the peer sent something that this endpoint does not accept. */
const POLICY_VIOLATION = 1008;

/** Accepts upgrades by the rules and hands over each channel; returns what ends them all. */
export function acceptSockets(
  server: Server,
  rules: SocketRules,
  onChannel: (channel: Channel) => void,
): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: rules.maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: () => rules.subprotocol,
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const refusal = rules.refusal(request);
    if (refusal !== undefined)
      return socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      onChannel(webSocketChannel(accepted));
    });
  });
  return () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}

function webSocketChannel(socket: WebSocket): Channel {
  // ws closes the connection itself after an error (a frame too large, text that is not UTF-8).
  socket.on("error", () => undefined);
  return {
    post: (text) => socket.send(text, () => undefined),
    onMessage: (listener) => {
      socket.on("message", (data, isBinary) => listener(isBinary ? undefined : String(data)));
    },
    onClose: (listener) => {
      socket.on("close", listener);
    },
    close: () => socket.close(POLICY_VIOLATION),
  };
}
