/**
 * Serves the app on this machine only: the built renderer as static files and the contract over one
 * WebSocket path. Other programs and web pages are kept out by the Host, the Origin and the token.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SECURITY_HEADERS } from "../contract/security.ts";
import { IssueError, problem } from "../core/issue.ts";
import type { Lab } from "../lab/lab.ts";
import { MAX_MESSAGE_BYTES } from "./limits.ts";
import { createRouter } from "./router.ts";
import { serveChannel } from "./serve-channel.ts";
import { staticFile } from "./static-files.ts";
import { createToken, offersToken, SUBPROTOCOL } from "./token.ts";
import { acceptSockets } from "./transports/web-socket.ts";

export interface HttpHostOptions {
  readonly lab: Lab | Promise<Lab>;
  /** The built renderer. */
  readonly staticFolder: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
}

export interface HttpHost {
  /** With the token in its fragment, which browsers never send. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  close(): Promise<void>;
}

const ADDRESS = "127.0.0.1";
const RPC_PATH = "/rpc";

/** Nothing is cached: the next start has another token and may have another version. */
const HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  "cache-control": "no-store",
};

/** Starts the host; throws an `IssueError` when the port cannot be had. */
export async function startHttpHost(options: HttpHostOptions): Promise<HttpHost> {
  const api = createRouter(options.lab);
  const token = createToken();
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const host = `${ADDRESS}:${port}`;
  const rules = {
    refusal: (request: IncomingMessage) => upgradeRefusal(request, host, token),
    subprotocol: SUBPROTOCOL,
    maxMessageBytes: MAX_MESSAGE_BYTES,
  };
  const endSockets = acceptSockets(server, rules, (channel) => serveChannel(api, channel));
  server.on("request", (request, response) => {
    void answer(request, response, host, options.staticFolder);
  });
  return {
    url: `http://${host}/#token=${token}`,
    port,
    token,
    close: () => stop(server, endSockets),
  };
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    server.listen(port, ADDRESS);
    await once(server, "listening");
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    const hint = "Name another port, or leave it out to take any free one.";
    throw new IssueError([problem("host/port", `Port ${port} cannot be used (${reason}).`, hint)]);
  }
  return (server.address() as AddressInfo).port;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  host: string,
  folder: string,
): Promise<void> {
  // A page that pointed its own name at this address (DNS rebinding) still sends that name.
  if (request.headers.host !== host) return refuse(response, 421, `Open http://${host} instead.`);
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return refuse(response, 405, "Only GET and HEAD are served.");
  }
  const found = await staticFile(folder, request.url ?? "/");
  if (found.status !== 200) return refuse(response, found.status, found.message);
  response.writeHead(200, {
    ...HEADERS,
    "Content-Type": found.type,
    "Content-Length": found.body.length,
  });
  response.end(request.method === "HEAD" ? undefined : found.body);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  // What the client may still be sending is not read.
  response.writeHead(status, {
    ...HEADERS,
    "Content-Type": "text/plain; charset=utf-8",
    Connection: "close",
  });
  response.end(`${message}\n`);
}

/** Why an upgrade is refused, as a status line; undefined when it is not. */
function upgradeRefusal(request: IncomingMessage, host: string, token: string): string | undefined {
  const { headers, url } = request;
  if (headers.host !== host) return "421 Misdirected Request";
  // A missing Origin is not an allowed one: only browsers connect, and they always send it.
  if (headers.origin !== `http://${host}`) return "403 Forbidden";
  if (!offersToken(headers["sec-websocket-protocol"], token)) return "403 Forbidden";
  return url === RPC_PATH ? undefined : "404 Not Found";
}

function stop(server: Server, endSockets: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    endSockets();
    server.closeAllConnections();
  });
}
