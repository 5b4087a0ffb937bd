/** Service: predicts VAT classes over HTTP with the model in production, which may change at any time. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { VAT_CLASSES } from "./drift.ts";
import { parseInvoices } from "./invoice-json.ts";
import { CLASSES, type Model } from "./model.ts";
import { type Arguments, describe, runProgram } from "./program.ts";
import { Registry } from "./registry.ts";
import { Serving } from "./serving.ts";

const REFRESH_MS = 100;
const MAX_BODY_BYTES = 4 * 1_024 * 1_024;
const REQUEST_TIMEOUT_MS = 30_000;

await runProgram({
  name: "model-api",
  about: "POST /predict, GET /health and GET /metrics on 127.0.0.1, with the model in production",
  options: {
    data: { about: "folder of the shared volume, with the registry" },
    port: { about: "to listen on, 0 for any that is free", default: process.env.PORT ?? "0" },
  },
  work,
});

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

async function work(given: Arguments): Promise<void> {
  const port = given.int("port", 0, 65_535);
  const registry = new Registry(given.text("data"));
  const serving = new Serving(registry);
  const answered = new Map<number, number>();
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    void answer(serving, answered, request).then((reply) => {
      answered.set(reply.status, (answered.get(reply.status) ?? 0) + 1);
      // While the service stops, callers are told not to send more on the same connection.
      if (!server.listening) response.setHeader("connection", "close");
      send(response, reply);
    });
  });
  await serving.refresh();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  process.stdout.write(`listening on http://127.0.0.1:${bound}\n`);
  const stopped = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stopped.abort());
  while (!stopped.signal.aborted) {
    await wait(REFRESH_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    if (!stopped.signal.aborted) await serving.refresh();
  }
  // Those that were asked are answered first; idle connections are closed.
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await serving.close();
  registry.close();
}

async function answer(
  serving: Serving,
  answered: ReadonlyMap<number, number>,
  request: IncomingMessage,
): Promise<Reply> {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  const allowed = { "/predict": "POST", "/health": "GET", "/metrics": "GET" }[path];
  if (allowed === undefined) return failed(404, `there is no ${path}`);
  if (request.method !== allowed) return failed(405, `${path} takes ${allowed}`);
  if (path === "/health") return { status: 200, body: health(serving) };
  if (path === "/metrics") return { status: 200, body: metrics(serving, answered) };
  try {
    return await predict(serving, request);
  } catch (error) {
    return failed(500, describe(error));
  }
}

function failed(status: number, reason: string): Reply {
  return { status, body: { error: reason } };
}

function health(serving: Serving) {
  return { version: serving.version ?? null, problem: serving.problem ?? null };
}

/** In the text format of Prometheus. */
function metrics(serving: Serving, answered: ReadonlyMap<number, number>): string {
  const lines = [
    "# TYPE model_api_version gauge",
    `model_api_version ${serving.version ?? 0}`,
    "# TYPE model_api_swaps_total counter",
    `model_api_swaps_total ${serving.swaps}`,
    "# TYPE model_api_failed_loads_total counter",
    `model_api_failed_loads_total ${serving.failedLoads}`,
    "# TYPE model_api_requests_total counter",
    ...[...answered].map(
      ([status, count]) => `model_api_requests_total{status="${status}"} ${count}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

async function predict(serving: Serving, request: IncomingMessage): Promise<Reply> {
  const text = await bodyOf(request);
  if (text === undefined) return failed(413, `a body has at most ${MAX_BODY_BYTES} bytes`);
  const parsed = parseInvoices(text);
  if (!parsed.ok) return failed(400, parsed.reason);
  const predictions = await serving.use(async (model, version) => ({
    version,
    classes: await classesOf(model, parsed.invoices),
  }));
  if (predictions === undefined) return failed(503, "no model is in production yet");
  const { version, classes } = predictions;
  return { status: 200, body: { version, predictions: parsed.isList ? classes : classes[0] } };
}

async function classesOf(model: Model, invoices: Parameters<Model["predict"]>[0]) {
  const { label, probability } = await model.predict(invoices);
  return Array.from(label, (best, row) => ({
    vatClass: VAT_CLASSES[best],
    probability: Number((probability[row * CLASSES + best] as number).toFixed(6)),
  }));
}

/** Undefined when it is too long; what remains of it is not kept. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += (part as Buffer).length;
    if (bytes <= MAX_BODY_BYTES) parts.push(part as Buffer);
  }
  return bytes > MAX_BODY_BYTES ? undefined : Buffer.concat(parts).toString("utf8");
}

function send(response: ServerResponse, { status, body }: Reply): void {
  const isText = typeof body === "string";
  const type = isText ? "text/plain; version=0.0.4" : "application/json";
  response.writeHead(status, { "content-type": type });
  response.end(isText ? body : `${JSON.stringify(body)}\n`);
}
