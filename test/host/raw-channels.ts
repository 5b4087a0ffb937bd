/** Each transport as a pair: a served end, and a raw client end that sends any text. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import type { Api } from "../../engine/contract/api.ts";
import { MAX_MESSAGE_BYTES } from "../../engine/host/limits.ts";
import { serveChannel } from "../../engine/host/serve-channel.ts";
import { inProcessChannels } from "../../engine/host/transports/in-process.ts";
import { messagePortChannel } from "../../engine/host/transports/message-port.ts";
import { acceptSockets } from "../../engine/host/transports/web-socket.ts";
import { type ClientChannel, portChannel, socketChannel } from "../../renderer/client/channel.ts";

export interface Served {
  readonly client: ClientChannel;
  stop(): Promise<void>;
}

export const transports: Readonly<Record<string, (api: Api) => Promise<Served>>> = {
  "in-process": async (api) => {
    const [host, client] = inProcessChannels();
    serveChannel(api, host);
    return { client, stop: async () => client.close() };
  },
  "message port": async (api) => {
    const { port1, port2 } = new MessageChannel();
    serveChannel(api, messagePortChannel(port1 as never));
    return { client: portChannel(port2), stop: async () => port2.close() };
  },
  "web socket": async (api) => {
    const server = createServer();
    const rules = {
      refusal: () => undefined,
      subprotocol: "test",
      maxMessageBytes: MAX_MESSAGE_BYTES,
    };
    const end = acceptSockets(server, rules, (channel) => serveChannel(api, channel));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, "test");
    await once(socket, "open");
    const stop = async () => {
      end();
      server.close();
      await once(server, "close");
    };
    return { client: socketChannel(socket as never), stop };
  },
};
