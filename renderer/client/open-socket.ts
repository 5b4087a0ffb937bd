/** Opens the WebSocket to the host that served this page. */
import { type ClientChannel, socketChannel } from "./channel.ts";
import { ConnectionRefused } from "./connection.ts";
import { tokenRefused } from "./issues.ts";

/** What of the browser is used; tests bring their own. */
export interface Browser {
  createSocket(url: string, protocols: string[]): WebSocket;
  /** Whether the host answers plain requests. */
  reachHost(origin: string): Promise<boolean>;
}

const browser: Browser = {
  createSocket: (url, protocols) => new WebSocket(url, protocols),
  reachHost: async (origin) => {
    const response = await fetch(origin, { method: "HEAD" }).catch(() => undefined);
    return response !== undefined;
  },
};

/** The channel to the host at an origin such as `http://127.0.0.1:4000`. */
export async function openSocket(
  origin: string,
  token: string,
  using: Browser = browser,
): Promise<ClientChannel> {
  const url = `${origin.replace(/^http/, "ws")}/rpc`;
  const socket = using.createSocket(url, ["lowtide", `lowtide.token.${token}`]);
  if (await opened(socket)) return socketChannel(socket);
  // A page is not told why its socket failed; a host that answers otherwise did not like the token.
  if (await using.reachHost(origin)) throw new ConnectionRefused(tokenRefused);
  throw new Error("the host does not answer");
}

function opened(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.addEventListener("open", () => resolve(true));
    socket.addEventListener("error", () => resolve(false));
    socket.addEventListener("close", () => resolve(false));
  });
}
