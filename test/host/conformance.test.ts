/** Every transport behaves alike, seen through the renderer's own client. */
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Api } from "../../engine/contract/api.ts";
import { MAX_MESSAGE_BYTES } from "../../engine/host/limits.ts";
import { createRouter } from "../../engine/host/router.ts";
import type { Lab } from "../../engine/lab/lab.ts";
import { createApi, createCall } from "../../renderer/client/rpc.ts";
import { fakeLab } from "../fakes/lab.ts";
import { type Served, transports } from "./raw-channels.ts";

describe.each(Object.entries(transports))("%s", (_name, open) => {
  let served: Served | undefined;

  afterEach(async () => {
    await served?.stop();
    served = undefined;
  });

  async function start(overrides: Partial<Lab> = {}): Promise<Served> {
    served = await open(createRouter(fakeLab(overrides), () => undefined));
    return served;
  }

  async function startClient(overrides: Partial<Lab> = {}): Promise<Api> {
    return createApi(createCall((await start(overrides)).client));
  }

  it("answers calls, with every character and number intact", async () => {
    const api = await startClient();
    expect(await api.info()).toMatchObject({ ok: true, value: { version: "1.2.3" } });
    const scenarios = await api.listScenarios();
    expect(scenarios).toMatchObject({ value: [{ title: "Größe \u2028", demo: true }] });
  });

  it("gives each of many calls at once its own answer", async () => {
    const openScenario: Lab["openScenario"] = async ({ id }) => {
      await new Promise((resolve) => setTimeout(resolve, Number(id) % 3));
      return { id } as never;
    };
    const api = await startClient({ openScenario });
    const ids = Array.from({ length: 50 }, (_, index) => String(index));
    const answers = await Promise.all(ids.map((id) => api.openScenario({ id })));
    expect(answers).toEqual(ids.map((id) => ({ ok: true, value: { id } })));
  });

  it("carries a large grid history", async () => {
    const text = "2024-01-01T00:00Z,123.4\n".repeat(200_000);
    const openScenario: Lab["openScenario"] = async ({ grid }) => ({ id: grid?.text }) as never;
    const api = await startClient({ openScenario });
    const answer = await api.openScenario({ id: "x", grid: { file: "f", text } });
    expect(answer.ok && answer.value.id === text).toBe(true);
  });

  it("refuses input that does not fit the contract", async () => {
    const api = await startClient();
    const answer = await api.openScenario({ id: 3 } as never);
    expect(answer).toMatchObject({ ok: false, issues: [{ code: "contract/input" }] });
  });

  it.each(["nothing", "constructor", "__proto__", "toString", "$close"])(
    "answers an unknown procedure with an issue: %s",
    async (name) => {
      const call = createCall((await start()).client);
      expect(await call(name as never, [])).toMatchObject({
        ok: false,
        issues: [{ code: "contract/unknown-procedure" }],
      });
    },
  );

  it.each([
    "not json",
    "null",
    "[]",
    '{"t":"q"}',
    '{"t":"s","i":"1","r":1}',
    '{"t":"q","i":"1","m":"info","a":{"length":4000000000}}',
    '{"t":"q","i":"1","m":"info","a":[],"more":1}',
  ])("ends the connection on a message that is no call: %s", async (text) => {
    const info = vi.fn();
    const { client } = await start({ info });
    const closed = new Promise<void>((resolve) => client.onClose(resolve));
    const replies: unknown[] = [];
    client.onMessage((reply) => replies.push(reply));
    client.post(text);
    await closed;
    expect(replies).toEqual([]);
    expect(info).not.toHaveBeenCalled();
  });

  it("ends the connection on a message over the limit", async () => {
    const info = vi.fn();
    const { client } = await start({ info });
    const closed = new Promise<void>((resolve) => client.onClose(resolve));
    client.onMessage(() => undefined);
    client.post(`{"t":"q","i":"1","m":"info","a":["${"x".repeat(MAX_MESSAGE_BYTES)}"]}`);
    await closed;
    expect(info).not.toHaveBeenCalled();
  });

  it("keeps a message over the limit from being sent, and stays usable", async () => {
    const api = await startClient();
    const text = "x".repeat(MAX_MESSAGE_BYTES + 1);
    const answer = await api.openScenario({ id: "x", grid: { file: "f", text } });
    expect(answer).toMatchObject({ issues: [{ code: "connection/message-too-large" }] });
    expect((await api.info()).ok).toBe(true);
  });

  it("answers a call that is under way when the connection closes, and calls after it", async () => {
    let began = () => {};
    const running = new Promise<void>((resolve) => {
      began = resolve;
    });
    const info: Lab["info"] = () => {
      began();
      return new Promise(() => {});
    };
    const api = await startClient({ info });
    const answer = api.info();
    await running;
    await served?.stop();
    expect(await answer).toMatchObject({ ok: false, issues: [{ code: "connection/interrupted" }] });
    const later = await api.listScenarios();
    expect(later).toMatchObject({ ok: false, issues: [{ code: "connection/interrupted" }] });
  });

  it("survives a client that leaves before its answer is ready", async () => {
    let finish = () => {};
    const info: Lab["info"] = () =>
      new Promise((resolve) => {
        finish = () => resolve({ version: "1", dataFolder: "", runtime: "" });
      });
    const api = await startClient({ info });
    const answer = api.info();
    await vi.waitFor(() => expect(finish.name).toBe("finish"));
    await served?.stop();
    finish();
    expect((await answer).ok).toBe(false);
  });
});
