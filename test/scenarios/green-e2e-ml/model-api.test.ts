/** The model API over real HTTP: swaps under load, broken models, bad requests, an orderly end. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeOnnx } from "../../../engine/formats/onnx/model.ts";
import { VAT_CLASSES } from "../../../scenarios/green-e2e-ml/steps/drift.ts";
import { CARD } from "../../../scenarios/green-e2e-ml/steps/model.ts";
import { Registry } from "../../../scenarios/green-e2e-ml/steps/registry.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { linesOf, smallModel, startStep } from "../../helpers/steps.ts";

const OPEN = { minAccuracy: 0, maxLoss: 1 };
const SWAPS = 20;
const CALLERS = 4;
const INVOICE = { amount: 99.5, vendor: "V12", country: "DE", category: "food", paymentDays: 14 };

const data = join(tempFolder(), "data");
const agent = new Agent({ keepAlive: true });
let registry: Registry;
let service: ChildProcess;
let port = 0;

interface Answer {
  readonly status: number;
  readonly text: string;
}

function call(path: string, body?: unknown, method = body === undefined ? "GET" : "POST") {
  return new Promise<Answer>((resolve, reject) => {
    const options = { port, host: "127.0.0.1", path, method, agent };
    const asked = request(options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on("error", reject);
    asked.end(typeof body === "string" ? body : JSON.stringify(body));
  });
}

const health = async () =>
  JSON.parse((await call("/health")).text) as {
    version: number | null;
    problem: { version: number; message: string } | null;
  };

async function until(isSo: (now: Awaited<ReturnType<typeof health>>) => boolean) {
  for (;;) {
    const now = await health();
    if (isSo(now)) return now;
    await wait(20);
  }
}

beforeAll(async () => {
  registry = new Registry(data);
  for (let seed = 1; seed <= SWAPS + 2; seed++) {
    registry.register((await smallModel(0, seed)).bytes, `run-${seed}`);
  }
  service = startStep("model-api", `--data=${data}`, "--port=0");
  const { value } = await linesOf(service).next();
  port = Number(/:(\d+)$/.exec(String(value))?.[1]);
});

afterAll(() => {
  agent.destroy();
  service.kill("SIGKILL");
  registry.close();
});

describe("the model API", () => {
  it("answers before there is a model, and says so", async () => {
    expect(await health()).toEqual({ version: null, problem: null });
    expect((await call("/predict", INVOICE)).status).toBe(503);
    expect(await call("/metrics")).toMatchObject({ status: 200 });
  });

  it("predicts one invoice or a list of them, also of strangers", async () => {
    registry.promote(1, OPEN);
    await until(({ version }) => version === 1);
    const one = JSON.parse((await call("/predict", INVOICE)).text);
    expect(one.version).toBe(1);
    expect(VAT_CLASSES).toContain(one.predictions.vatClass);
    expect(one.predictions.probability).toBeGreaterThanOrEqual(1 / VAT_CLASSES.length);
    const stranger = { ...INVOICE, vendor: "V4000000000", country: "XX", category: "unheard of" };
    const several = JSON.parse((await call("/predict", [INVOICE, stranger])).text);
    expect(several.predictions).toHaveLength(2);
    expect(several.predictions[0]).toEqual(one.predictions);
  });

  it.each([
    ["no JSON", "{", "not JSON"],
    ["nothing", [], "1 to 10000"],
    ["no object", [INVOICE, 3], "invoice 1: is not an object"],
    ["a negative amount", { ...INVOICE, amount: -1 }, "amount"],
    ["an amount as text", { ...INVOICE, amount: "12" }, "amount"],
    ["a vendor as number", { ...INVOICE, vendor: 12 }, "vendor"],
    ["a country in words", { ...INVOICE, country: "Germany" }, "country"],
    ["half days", { ...INVOICE, paymentDays: 1.5 }, "paymentDays"],
    ["nothing of it", {}, "amount"],
  ])("answers %s with 400 and the reason", async (_name, body, reason) => {
    const { status, text } = await call("/predict", body);
    expect(status).toBe(400);
    expect(JSON.parse(text).error).toContain(reason);
  });

  it("answers what it does not know, and bodies that are too long", async () => {
    expect((await call("/nothing")).status).toBe(404);
    expect((await call("/predict")).status).toBe(405);
    expect((await call("/predict", `"${"x".repeat(5_000_000)}"`)).status).toBe(413);
  });

  it(`swaps models ${SWAPS} times under load without failing one request`, async () => {
    const statuses = new Map<number, number>();
    const served = new Set<number>();
    let isOver = false;
    const callers = Array.from({ length: CALLERS }, async () => {
      for (let last = 0; !isOver; ) {
        const { status, text } = await call("/predict", [INVOICE, INVOICE]);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        const { version } = JSON.parse(text) as { version: number };
        served.add(version);
        expect(version).toBeGreaterThanOrEqual(last);
        last = version;
      }
    });
    for (let version = 2; version <= SWAPS + 1; version++) {
      registry.promote(version, OPEN);
      await until((now) => now.version === version);
    }
    isOver = true;
    await Promise.all(callers);
    expect([...statuses.keys()]).toEqual([200]);
    expect(served.size).toBeGreaterThan(SWAPS / 2);
    expect((await call("/metrics")).text).toContain(`model_api_swaps_total ${SWAPS + 1}`);
  });

  it("goes on with the old model when the new one is broken, and says why", async () => {
    const before = (await health()).version as number;
    const broken = registry.find(SWAPS + 2);
    const files = readdirSync(join(data, "models"));
    expect(files).toContain(`${broken.modelSha256}.onnx`);
    writeFileSync(join(data, "models", `${broken.modelSha256}.onnx`), "not a model");
    registry.promote(broken.version, OPEN);
    const { version, problem } = await until((now) => now.problem !== null);
    expect(version).toBe(before);
    expect(problem).toMatchObject({ version: broken.version });
    expect(problem?.message).toContain("damaged");
    const { status, text } = await call("/predict", INVOICE);
    expect([status, JSON.parse(text).version]).toEqual([200, before]);
    registry.rollback("broken");
    expect(await until((now) => now.problem === null)).toMatchObject({ version: before });
  });

  it("goes on with the old model when onnxruntime refuses the new one", async () => {
    const before = (await health()).version as number;
    const card = JSON.stringify((await smallModel(0)).card);
    const unknown = { operator: "NoSuchOperator", domain: "ai.onnx.ml", attributes: {} };
    const value = { name: "features", type: "float", shape: ["rows", 5] } as const;
    const { version } = registry.register(
      writeOnnx({
        name: "broken",
        producer: "test",
        nodes: [{ ...unknown, inputs: ["features"], outputs: ["probabilities"] }],
        inputs: [value],
        outputs: [{ ...value, name: "probabilities", shape: ["rows", 4] }],
        operatorSets: { "": 15, "ai.onnx.ml": 3 },
        metadata: { [CARD]: card },
      }),
      "run-broken",
    );
    registry.promote(version, OPEN);
    const { problem } = await until((now) => now.problem !== null);
    expect(problem).toMatchObject({ version });
    expect(problem?.message).toMatch(/^onnxruntime refuses the model: [^\n]+$/);
    expect(JSON.parse((await call("/predict", INVOICE)).text).version).toBe(before);
    registry.rollback("broken");
  });

  it("answers what was asked before it was told to end, and nothing after that", async () => {
    const exit = new Promise((resolve) => service.once("exit", (code) => resolve(code)));
    const headers = { expect: "100-continue" };
    const asked = request({ port, host: "127.0.0.1", path: "/predict", method: "POST", headers });
    const status = new Promise((resolve, reject) => {
      asked.on("error", reject);
      asked.on("response", (response) => {
        response.resume().on("end", () => resolve(response.statusCode));
      });
    });
    const accepted = once(asked, "continue");
    asked.flushHeaders();
    await accepted;
    service.kill("SIGTERM");
    const isRefused = () =>
      call("/health").then(
        () => false,
        () => true,
      );
    while (!(await isRefused())) await wait(20);
    asked.end(JSON.stringify(INVOICE));
    expect(await status).toBe(200);
    expect(await exit).toBe(0);
  });
});
