/** The renderer's client against a real host: reconnecting, giving up, and telling why. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { PORT_CHANNEL } from "../../engine/contract/desktop.ts";
import { type HttpHost, startHttpHost } from "../../engine/host/http.ts";
import {
  type Connection,
  createConnection,
  openNothing,
} from "../../renderer/client/connection.ts";
import { openPort } from "../../renderer/client/open-port.ts";
import { openSocket } from "../../renderer/client/open-socket.ts";
import { takeToken } from "../../renderer/client/token.ts";
import { fakeLab } from "../fakes/lab.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

const staticFolder = tempFolder();
const QUICK_MS = [5, 5, 5];
const hosts: HttpHost[] = [];
const connections: Connection[] = [];

afterEach(async () => {
  for (const connection of connections.splice(0)) connection.close();
  await Promise.all(hosts.splice(0).map((host) => host.close()));
});

async function start(port?: number): Promise<HttpHost> {
  const options = { lab: fakeLab(), staticFolder };
  const host = await startHttpHost(port === undefined ? options : { ...options, port });
  hosts.push(host);
  return host;
}

function connectTo(address: () => { port: number; token: string }): Connection {
  const connection = createConnection(() => {
    const { port, token } = address();
    const origin = `http://127.0.0.1:${port}`;
    return openSocket(origin, token, {
      createSocket: (url, protocols) => new WebSocket(url, protocols, { origin }) as never,
      reachHost: async () => (await fetch(origin).catch(() => undefined)) !== undefined,
    });
  }, QUICK_MS);
  connections.push(connection);
  return connection;
}

function untilState(connection: Connection, state: string) {
  return vi.waitFor(() => expect(connection.status.get().state).toBe(state), 5_000);
}

describe("a connection", () => {
  it("carries calls made before it is open", async () => {
    const host = await start();
    const connection = connectTo(() => host);
    expect(connection.status.get()).toEqual({ state: "connecting" });
    expect(await connection.api.info()).toMatchObject({ ok: true });
    expect(connection.status.get()).toEqual({ state: "connected" });
  });

  it("comes back by itself, telling its subscribers", async () => {
    const host = await start();
    let address = { port: host.port, token: host.token };
    const connection = connectTo(() => address);
    await untilState(connection, "connected");
    const seen: string[] = [];
    connection.status.subscribe(() => seen.push(connection.status.get().state));
    const next = await start();
    address = next;
    await host.close();
    await vi.waitFor(() => expect(seen).toContain("reconnecting"));
    expect(await connection.api.info()).toMatchObject({ ok: true });
    expect(seen).toEqual(["reconnecting", "connected"]);
  });

  it("is given up when the host stays away, and tried again on request", async () => {
    const host = await start();
    let address = { port: host.port, token: host.token };
    const connection = connectTo(() => address);
    await untilState(connection, "connected");
    await host.close();
    await untilState(connection, "lost");
    const answer = await connection.api.info();
    expect(answer).toMatchObject({ ok: false, issues: [{ code: "connection/lost" }] });
    address = await start();
    connection.retry();
    expect(await connection.api.info()).toMatchObject({ ok: true });
  });

  it("says at once that the token is wrong, or missing", async () => {
    const host = await start();
    const wrong = connectTo(() => ({ port: host.port, token: "0".repeat(32) }));
    expect(await wrong.api.info()).toMatchObject({
      issues: [{ code: "connection/token-refused" }],
    });
    expect(wrong.status.get()).toMatchObject({ state: "lost" });
    const missing = createConnection(openNothing);
    expect(await missing.api.info()).toMatchObject({
      issues: [{ code: "connection/token-missing" }],
    });
  });

  it("stays closed once closed", async () => {
    const host = await start();
    const connection = connectTo(() => host);
    await untilState(connection, "connected");
    connection.close();
    connection.retry();
    expect(await connection.api.info()).toMatchObject({ issues: [{ code: "connection/lost" }] });
    expect(connection.status.get().state).toBe("lost");
  });
});

/** The parts of a window that hold the token. */
function fakePage(hash: string, stored: Record<string, string> = {}) {
  const replaced: string[] = [];
  const page = {
    location: { hash, pathname: "/", search: "?x=1" },
    history: {
      state: null,
      replaceState: (_s: null, _t: string, url: string) => replaced.push(url),
    },
    sessionStorage: {
      getItem: (key: string) => stored[key] ?? null,
      setItem: (key: string, value: string) => {
        stored[key] = value;
      },
    },
  };
  return { page: page as unknown as Window, replaced, stored };
}

describe("the token", () => {
  it("leaves the address bar and stays for reloads", () => {
    const first = fakePage("#token=abc");
    expect(takeToken(first.page)).toBe("abc");
    expect(first.replaced).toEqual(["/?x=1"]);
    expect(takeToken(fakePage("", first.stored).page)).toBe("abc");
  });

  it("of a new address replaces the stored one; without any there is none", () => {
    const first = fakePage("#token=abc");
    takeToken(first.page);
    expect(takeToken(fakePage("#token=def", first.stored).page)).toBe("def");
    expect(takeToken(fakePage("").page)).toBeUndefined();
    expect(takeToken(fakePage("#token=").page)).toBeUndefined();
  });
});

it("takes a port only from the shell's message to its own window", async () => {
  const page = new EventTarget() as unknown as Window;
  const { port1, port2 } = new MessageChannel();
  const send = (source: unknown, data: string, port: MessagePort) => {
    const event = Object.assign(new Event("message"), { source, data, ports: [port] });
    page.dispatchEvent(event);
  };
  const forged = new MessageChannel();
  const shell = {
    connect: () => {
      send({}, PORT_CHANNEL, forged.port1);
      send(page, "something else", forged.port1);
      send(page, PORT_CHANNEL, port1);
    },
  };
  const channel = await openPort(shell, page);
  const received = new Promise((resolve) => port2.addEventListener("message", resolve));
  port2.start();
  channel.post("hello");
  expect(await received).toMatchObject({ data: "hello" });
  channel.close();
  forged.port1.close();
});
