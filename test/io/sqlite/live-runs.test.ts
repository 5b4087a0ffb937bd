import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { IssueError, unwrap } from "../../../engine/core/issue.ts";
import type { LiveRecord, LiveStore } from "../../../engine/core/live/run-store.ts";
import type { ResultStore } from "../../../engine/core/ports.ts";
import { openStore } from "../../../engine/io/sqlite/store.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const file = join(tempFolder(), "lowtide.sqlite");
const stores: ResultStore[] = [];
afterAll(() => {
  for (const store of stores) store.close();
});

function opened(): LiveStore {
  const store = unwrap(openStore(file));
  stores.push(store);
  return store.live;
}

const holder = { processId: process.pid, seenAtMs: 0 };
const asked = {
  scenario: "s",
  title: "S",
  policy: "now",
  createdAt: "2026-01-01T00:00:00Z",
  question: "{}",
  nowMs: 0,
};

function record(atMs: number, operation?: number): LiveRecord {
  const event = { type: "autoscalerScan" as const, atMs };
  return { event, byTime: true, wallMs: 0, ...(operation !== undefined && { operation }) };
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof IssueError) return error.issues[0]?.code;
    throw error;
  }
  return undefined;
}

describe("the log of a live run", () => {
  it("is gapless: what does not follow the last entry is refused, and nothing of it is kept", () => {
    const [first, second] = [opened(), opened()];
    const id = first.create(asked, holder);
    first.append(id, 0, [record(1), record(2)], 2);
    // Another process that has read the same log and goes on as well.
    second.append(id, 2, [record(3)], 3);
    expect(codeOf(() => first.append(id, 2, [record(4), record(5)], 5))).toBe(
      "store/live-run-gone",
    );
    expect(codeOf(() => first.append(id, 4, [record(6)], 6))).toBe("store/live-run-gone");
    expect(first.records(id, 0, 10).map(({ event }) => event.atMs)).toEqual([1, 2, 3]);
    expect(first.find(id)).toMatchObject({ events: 3, nowMs: 3 });
  });

  it("of a run that was deleted meanwhile takes nothing", () => {
    const store = opened();
    const id = store.create(asked, holder);
    store.delete(id);
    expect(codeOf(() => store.append(id, 0, [record(1)], 1))).toBe("store/live-run-gone");
  });
});

describe("what people ask", () => {
  it("is taken with the entry that it brings, and not when that is refused", () => {
    const store = opened();
    const id = store.create(asked, holder);
    store.ask(id, { kind: "workflow", request: 0, action: "retry" });
    store.ask(id, { kind: "cancel" });
    const [retry, cancel] = store.asked(id);
    expect(codeOf(() => store.append(id, 7, [record(1, retry?.seq)], 1))).toBe(
      "store/live-run-gone",
    );
    expect(store.asked(id)).toHaveLength(2);
    store.append(id, 0, [record(1, retry?.seq)], 1);
    expect(store.asked(id)).toEqual([cancel]);
  });

  it("is void when the run has ended, and stays when it is merely paused", () => {
    const store = opened();
    const id = store.create(asked, holder);
    store.ask(id, { kind: "cancel" });
    store.setStatus(id, "paused", "");
    expect(store.asked(id)).toHaveLength(1);
    store.setStatus(id, "cancelled", "");
    expect(store.asked(id)).toEqual([]);
  });
});

describe("who drives a run", () => {
  it("is one at a time, until it lets go", () => {
    const [first, second] = [opened(), opened()];
    const id = first.create(asked, holder);
    expect([first.isHeld(id), second.isHeld(id), second.hold(id, holder)]).toEqual([
      true,
      true,
      false,
    ]);
    first.release(id);
    expect([first.isHeld(id), second.isHeld(id)]).toEqual([false, false]);
    expect([second.hold(id, holder), second.hold(id, holder)]).toEqual([true, true]);
    expect(first.hold(id, holder)).toBe(false);
  });

  it("holds it as long as its process lives, whether it does anything or not", async () => {
    const store = opened();
    const id = store.create(asked, holder);
    store.release(id);
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, "holder-child.ts"), file, String(id)],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    await once(child.stdout, "data");
    child.kill("SIGSTOP");
    expect([store.isHeld(id), store.hold(id, holder)]).toEqual([true, false]);
    child.kill("SIGKILL");
    await once(child, "close");
    expect([store.isHeld(id), store.hold(id, holder)]).toEqual([false, true]);
  });
});
