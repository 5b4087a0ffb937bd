/** Step: puts a model into service if it is good enough, and takes it back if the API cannot serve it. */
import { API_OPTION, apiAddress, type Health, waitForApi } from "./api-client.ts";
import { InvoiceStore } from "./invoice-store.ts";
import { cardOf, Model } from "./model.ts";
import { type Arguments, REFUSED_EXIT, runProgram, StepError } from "./program.ts";
import { isUnseen } from "./ranges.ts";
import { type RegisteredModel, Registry } from "./registry.ts";
import { percent } from "./ship-gate.ts";

await runProgram({
  name: "update-model-api",
  about: "ships a version through the gate and waits until the API serves it",
  options: {
    data: { about: "folder of the shared volume" },
    version: { about: "of the registry" },
    "min-accuracy": { about: "on its held-out rows, 0 to 1", default: "0.7" },
    "max-loss": { about: "against the model in service on the same rows, 0 to 1", default: "0.02" },
    api: API_OPTION,
    "timeout-seconds": { about: "how long to wait for the API", default: "30" },
  },
  work,
});

async function work(given: Arguments): Promise<void> {
  const address = apiAddress(given.text("api"));
  const version = given.int("version", 1);
  const gate = { minAccuracy: given.share("min-accuracy"), maxLoss: given.share("max-loss") };
  const registry = new Registry(given.text("data"));
  try {
    const rival = await rivalAccuracy(given.text("data"), registry, registry.find(version));
    const answer = registry.promote(version, gate, rival);
    if (answer.kind === "superseded") {
      process.stdout.write(`not shipped: ${answer.reason}\n`);
      return;
    }
    if (answer.kind === "refused") {
      throw new StepError(
        `Not shipped: ${answer.reason}.`,
        "The model in service stays.",
        REFUSED_EXIT,
      );
    }
    await serve(registry, version, address, given.int("timeout-seconds", 1, 3_600) * 1_000);
  } finally {
    registry.close();
  }
}

/** Accuracy of the model in production on the candidate's held-out rows, where it has not seen them. */
async function rivalAccuracy(
  data: string,
  registry: Registry,
  candidate: RegisteredModel,
): Promise<number | undefined> {
  const production = registry.production();
  if (production === undefined || production.version === candidate.version) return undefined;
  const { heldOut } = cardOf(registry.modelFile(candidate));
  const model = await Model.load(registry.modelFile(production));
  const store = new InvoiceStore(data);
  try {
    if (!isUnseen(heldOut, model.card.trained)) return undefined;
    const accuracy = await model.accuracy(store.read(heldOut), heldOut);
    process.stdout.write(
      `on the same rows: version ${production.version} in service ${percent(accuracy)}, ` +
        `version ${candidate.version} ${percent(candidate.accuracy)}\n`,
    );
    return accuracy;
  } finally {
    store.close();
    await model.release();
  }
}

async function serve(registry: Registry, version: number, address: string, timeoutMs: number) {
  const isAnswered = (health: Health) =>
    health.version === version || health.problem?.version === version;
  try {
    const health = await waitForApi(address, timeoutMs, isAnswered, `serve version ${version}`);
    if (health.version !== version) {
      throw new StepError(
        `The model API cannot serve version ${version}: ${health.problem?.message}`,
        "Train again.",
      );
    }
    process.stdout.write(`version ${version} serves\n`);
  } catch (error) {
    const had = registry
      .changes()
      .some(({ version: each, replaced }) => each === version && replaced);
    if (had && registry.production()?.version === version) {
      const back = registry.rollback("the API did not serve it");
      process.stdout.write(`rolled back to version ${back.version}\n`);
    }
    throw error;
  }
}
