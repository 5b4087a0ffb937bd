import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTENT_SECURITY_POLICY } from "../../engine/contract/security.ts";
import { IssueError } from "../../engine/core/issue.ts";
import { type HttpHost, startHttpHost } from "../../engine/host/http.ts";
import { fakeLab } from "../fakes/lab.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

const root = tempFolder();
const staticFolder = join(root, "app");
let host: HttpHost;

beforeAll(async () => {
  mkdirSync(join(staticFolder, "assets"), { recursive: true });
  writeFileSync(join(staticFolder, "index.html"), "<!doctype html><title>ü</title>");
  writeFileSync(join(staticFolder, "assets/main.js"), "export {};");
  writeFileSync(join(staticFolder, "assets/a b.css"), "a{}");
  writeFileSync(join(staticFolder, ".env.json"), "{}");
  writeFileSync(join(root, "secret.txt"), "secret");
  symlinkSync(join(root, "secret.txt"), join(staticFolder, "link.txt"));
  host = await startHttpHost({ lab: fakeLab(), staticFolder });
});

afterAll(() => host.close());

/** Sends exactly these lines and returns everything that comes back. */
function exchange(lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(host.port, "127.0.0.1");
    let received = "";
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      if (received.startsWith("HTTP/1.1 101")) socket.destroy();
    });
    socket.on("close", () => resolve(received));
    socket.on("error", reject);
    socket.write(`${lines.join("\r\n")}\r\n\r\n`);
  });
}

function get(target: string, ...headers: string[]): Promise<string> {
  const lines = [`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${host.port}`, "Connection: close"];
  return exchange([...lines, ...headers]);
}

function status(response: string): number {
  return Number(response.split(" ")[1]);
}

interface Upgrade {
  readonly host?: string;
  readonly origin?: string | undefined;
  readonly protocols?: string | undefined;
  readonly path?: string;
}

function upgrade(change: Upgrade = {}): Promise<string> {
  const own = `127.0.0.1:${host.port}`;
  const given = {
    host: own,
    origin: `http://${own}`,
    protocols: `lowtide, lowtide.token.${host.token}`,
    path: "/rpc",
    ...change,
  };
  return exchange([
    `GET ${given.path} HTTP/1.1`,
    `Host: ${given.host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ...(given.origin === undefined ? [] : [`Origin: ${given.origin}`]),
    ...(given.protocols === undefined ? [] : [`Sec-WebSocket-Protocol: ${given.protocols}`]),
  ]);
}

describe("static files", () => {
  it("come with the right type and every protective header", async () => {
    const response = await fetch(`http://127.0.0.1:${host.port}/`);
    expect(await response.text()).toContain("ü");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": CONTENT_SECURITY_POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(response.headers.has("access-control-allow-origin")).toBe(false);
    const script = await fetch(`http://127.0.0.1:${host.port}/assets/main.js?v=1`);
    expect(script.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(status(await get("/assets/a%20b.css"))).toBe(200);
  });

  it("answer HEAD without a body, and no other method", async () => {
    const head = await fetch(`http://127.0.0.1:${host.port}/`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const response = await fetch(`http://127.0.0.1:${host.port}/`, { method });
      expect([method, response.status]).toEqual([method, 405]);
    }
  });

  it.each([
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "//secret.txt",
    "/%2fetc/passwd",
    "/index.html%00.txt",
    "/%",
    "/%c0%ae%c0%ae/secret.txt",
    "/c:/secret.txt",
    "/.env.json",
    "/link.txt",
    "/assets",
    "/assets/",
    "/absent.js",
    "/%252e%252e/secret.txt",
    "http://elsewhere/index.html",
  ])("are never found outside the folder: %s", async (target) => {
    const response = await get(target);
    expect(status(response)).toBeGreaterThanOrEqual(400);
    expect(status(response)).toBeLessThan(500);
    expect(response).not.toContain("secret\n");
    expect(response.endsWith("secret")).toBe(false);
  });

  it("say how to build the app when it is not built", async () => {
    const unbuilt = await startHttpHost({ lab: fakeLab(), staticFolder: join(root, "none") });
    const response = await fetch(`http://127.0.0.1:${unbuilt.port}/`);
    expect([response.status, await response.text()]).toEqual([
      404,
      expect.stringContaining("npm run build"),
    ]);
    await unbuilt.close();
  });
});

describe("who is kept out", () => {
  it.each(["evil.example", "localhost.evil.example", "127.0.0.1", "127.0.0.1:1", "[::1]"])(
    "a request that names another host: %s",
    async (name) => {
      const response = await exchange(["GET / HTTP/1.1", `Host: ${name}`, "Connection: close"]);
      expect(status(response)).toBe(421);
      expect(status(await upgrade({ host: name }))).toBe(421);
    },
  );

  it("a request that names no host", async () => {
    expect(status(await exchange(["GET / HTTP/1.1", "Connection: close"]))).toBe(400);
  });

  it.each([
    undefined,
    "null",
    "http://evil.example",
    "https://127.0.0.1",
    "http://127.0.0.1",
    "http://127.0.0.1:1",
    "lowtide://app",
    "file://",
  ])("an upgrade from another origin, or from none: %s", async (origin) => {
    expect(status(await upgrade({ origin }))).toBe(403);
  });

  it.each([
    undefined,
    "lowtide",
    "lowtide, lowtide.token.",
    "lowtide, lowtide.token.00000000000000000000000000000000",
    "lowtide, lowtide.token.ü",
  ])("an upgrade without the token: %s", async (protocols) => {
    expect(status(await upgrade({ protocols }))).toBe(403);
  });

  it("a token that is right but for its last digit, or is only the beginning of it", async () => {
    const last = host.token.endsWith("0") ? "1" : "0";
    for (const token of [host.token.slice(0, -1) + last, host.token.slice(0, 8)]) {
      const protocols = `lowtide, lowtide.token.${token}`;
      expect(status(await upgrade({ protocols }))).toBe(403);
    }
  });

  it("an upgrade on another path", async () => {
    expect(status(await upgrade({ path: "/" }))).toBe(404);
  });

  it("other machines: only the loopback address is bound", async () => {
    const others = Object.values(networkInterfaces()).flatMap((list) =>
      (list ?? []).filter((entry) => !entry.internal && entry.family === "IPv4"),
    );
    for (const { address } of others) {
      const refused = await new Promise((resolve) => {
        const attempt = request({ host: address, port: host.port }, () => resolve("answered"));
        attempt.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
        attempt.end();
      });
      expect(refused).toBe("ECONNREFUSED");
    }
  });
});

describe("the app itself", () => {
  it("is let in with the token, which is not sent back", async () => {
    const response = await upgrade();
    expect(status(response)).toBe(101);
    expect(response).toMatch(/Sec-WebSocket-Protocol: lowtide\r\n/i);
    expect(response).not.toContain(host.token);
  });

  it("gets a new token of 128 bits on each start, in the fragment", async () => {
    const other = await startHttpHost({ lab: fakeLab(), staticFolder });
    expect(other.token).toMatch(/^[0-9a-f]{32}$/);
    expect(other.token).not.toBe(host.token);
    expect(other.url).toBe(`http://127.0.0.1:${other.port}/#token=${other.token}`);
    await other.close();
  });
});

it("says which port cannot be had", async () => {
  for (const port of [host.port, 70_000, -1, 1.5]) {
    const attempt = startHttpHost({ lab: fakeLab(), staticFolder, port });
    await expect(attempt).rejects.toThrow(IssueError);
    await expect(attempt).rejects.toThrow(`Port ${port}`);
  }
});
