import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { respond } from "../../electron/protocol.ts";
import { SECURITY_HEADERS } from "../../engine/contract/security.ts";

let folder: string;
let root: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lowtide-protocol-"));
  root = join(folder, "renderer");
  mkdirSync(join(root, "assets"), { recursive: true });
  writeFileSync(join(root, "index.html"), "<title>Lowtide</title>");
  writeFileSync(join(root, "assets/a b.js"), "export {};");
  writeFileSync(join(folder, "secret.txt"), "secret");
  mkdirSync(join(folder, "renderer-other"));
  writeFileSync(join(folder, "renderer-other/secret.txt"), "secret");
  symlinkSync(join(folder, "secret.txt"), join(root, "link.txt"));
  symlinkSync(join(folder, "renderer-other"), join(root, "linked"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A request whose address has not been tidied up by a parser first. */
function ask(url: string, method = "GET"): Promise<Response> {
  return respond({ url, method } as Request, root);
}

it.each([
  ["lowtide://app/", "text/html; charset=utf-8", "<title>Lowtide</title>"],
  ["lowtide://app/index.html?x=1", "text/html; charset=utf-8", "<title>Lowtide</title>"],
  ["lowtide://app/assets/a%20b.js", "text/javascript; charset=utf-8", "export {};"],
])("serves %s", async (url, type, body) => {
  const response = await ask(url);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(type);
  expect(await response.text()).toBe(body);
});

it.each([
  "lowtide://app/../secret.txt",
  "lowtide://app/%2e%2e/secret.txt",
  "lowtide://app/..%2fsecret.txt",
  "lowtide://app/..%2Fsecret.txt",
  "lowtide://app/..%5csecret.txt",
  "lowtide://app/..\\secret.txt",
  "lowtide://app/%252e%252e/secret.txt",
  "lowtide://app//etc/passwd",
  "lowtide://app/%2fetc/passwd",
  "lowtide://app/index.html%00.js",
  "lowtide://app/%E0%A4%A",
  "lowtide://app/link.txt",
  "lowtide://app/linked/secret.txt",
  "lowtide://app/assets",
  "lowtide://app/missing.js",
  "lowtide://other/index.html",
  "lowtide://user@app/index.html",
  "file:///etc/passwd",
])("refuses %j with a 4xx and no content", async (url) => {
  const response = await ask(url);
  expect(Math.floor(response.status / 100)).toBe(4);
  expect(await response.text()).toBe("");
});

it.each(["POST", "PUT", "DELETE", "OPTIONS"])("refuses the method %s", async (method) => {
  expect((await ask("lowtide://app/", method)).status).toBe(405);
});

it("sends the security headers with every response", async () => {
  for (const url of ["lowtide://app/", "lowtide://app/missing.js", "lowtide://other/"]) {
    const { headers } = await ask(url);
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      expect(headers.get(name), `${name} of ${url}`).toBe(value);
  }
});

it("has a policy without any way for foreign or inline code", () => {
  const policy = SECURITY_HEADERS["content-security-policy"] ?? "";
  expect(policy.split("; ")).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:|blob:/);
});
