import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Session, WebContents } from "electron";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { denyPermissions } from "../../electron/permissions.ts";
import { guardContents, offerExternal } from "../../electron/security.ts";
import { FakeContents, FakeSession, fake } from "../fakes/electron.ts";

const INSIDE = "lowtide://app/index.html";
const OUTSIDE = [
  "https://evil.example/",
  "lowtide://app.evil/",
  "file:///etc/passwd",
  "javascript:1",
];
const KNOWN_SITE = "https://sci.greensoftware.foundation/";

// The fake and this test must see the same module instance as the shell.
vi.mock("electron", () => import("../fakes/electron.ts"));

function guarded(): FakeContents {
  const contents = new FakeContents();
  guardContents(contents as unknown as WebContents);
  return contents;
}

function isPrevented(contents: FakeContents, name: string, url: string): boolean {
  const preventDefault = vi.fn();
  contents.emit(name, { url, preventDefault });
  return preventDefault.mock.calls.length > 0;
}

beforeEach(() => {
  fake.opened.length = 0;
  fake.dialogs.length = 0;
  fake.dialogResponse = 1;
});

describe("navigation", () => {
  it.each(["will-navigate", "will-redirect", "will-frame-navigate"])("%s stays inside", (name) => {
    const contents = guarded();
    expect(isPrevented(contents, name, INSIDE)).toBe(false);
    for (const url of OUTSIDE) expect(isPrevented(contents, name, url), url).toBe(true);
  });

  it("refuses webviews, even of its own pages", () => {
    expect(isPrevented(guarded(), "will-attach-webview", INSIDE)).toBe(true);
  });

  it("opens no new window, whatever the address", () => {
    const contents = guarded();
    for (const url of [INSIDE, KNOWN_SITE, ...OUTSIDE])
      expect(contents.openWindow?.({ url })).toEqual({ action: "deny" });
  });
});

describe("external pages", () => {
  it("are opened only after the person has seen the whole address and agreed", async () => {
    await offerExternal(KNOWN_SITE);
    expect(fake.dialogs.map((dialog) => dialog.detail)).toEqual([KNOWN_SITE]);
    expect(fake.opened).toEqual([]);
    fake.dialogResponse = 0;
    await offerExternal(KNOWN_SITE);
    expect(fake.opened).toEqual([KNOWN_SITE]);
  });

  it("are not even offered when they are not on the list", async () => {
    fake.dialogResponse = 0;
    for (const url of OUTSIDE) await offerExternal(url);
    expect(fake.dialogs).toEqual([]);
    expect(fake.opened).toEqual([]);
  });
});

describe("permissions", () => {
  const electron = dirname(createRequire(import.meta.url).resolve("electron/package.json"));
  const types = readFileSync(join(electron, "electron.d.ts"), "utf8");
  const signature = /setPermissionRequestHandler\(handler:[^;]*?permission: ([^,]*),/.exec(types);
  const names = [...(signature?.[1] ?? "").matchAll(/'([^']+)'/g)].map((match) => match[1] ?? "");
  const session = new FakeSession();
  denyPermissions(session as unknown as Session);

  function requested(name: string, requestingUrl: string): unknown {
    const decide = vi.fn();
    session.request?.(...([{}, name, decide, { requestingUrl }] as never[]));
    expect(decide).toHaveBeenCalledOnce();
    return decide.mock.calls[0]?.[0];
  }

  it("knows every name of this Electron", () => {
    expect(names.length).toBeGreaterThan(15);
    expect(names).toContain("clipboard-sanitized-write");
  });

  it.each([INSIDE, ...OUTSIDE])(
    "grants %s nothing but writing to the clipboard from inside",
    (url) => {
      const granted = names.filter((name) => requested(name, url));
      const checked = names.filter((name) =>
        session.check?.(...([null, name, url, {}] as never[])),
      );
      const expected = url === INSIDE ? ["clipboard-sanitized-write"] : [];
      expect(granted).toEqual(expected);
      expect(checked).toEqual(expected);
    },
  );

  it("grants no device", () => {
    expect(session.device?.()).toBe(false);
  });
});
