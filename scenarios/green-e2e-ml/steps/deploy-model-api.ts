/** Step: makes sure that the new model can be served, or that its API answers to those who call it. */
import { API_OPTION, apiAddress, waitForApi } from "./api-client.ts";
import { Model } from "./model.ts";
import { type Arguments, runProgram, StepError, USAGE_EXIT } from "./program.ts";
import { Registry } from "./registry.ts";

const OK = 200;
/** The API is up, and no model has been shipped yet. */
const NO_MODEL = 503;

await runProgram({
  name: "deploy-model-api",
  about: "checks the model to be deployed (--deployment), or the way to the API (--service)",
  options: {
    deployment: { about: "load the version, and see that the API is up", flag: true },
    service: { about: "see that the API answers predictions", flag: true },
    data: { about: "folder of the shared volume; for --deployment", default: "" },
    version: { about: "of the registry; for --deployment", default: "0" },
    api: API_OPTION,
    "timeout-seconds": { about: "how long to wait for the API", default: "30" },
  },
  work,
});

async function work(given: Arguments): Promise<void> {
  if (given.flag("deployment") === given.flag("service")) {
    throw new StepError("Give --deployment or --service.", "--help says what they do.", USAGE_EXIT);
  }
  if (given.flag("deployment")) await checkModel(given);
  const address = apiAddress(given.text("api"));
  const timeoutMs = given.int("timeout-seconds", 1, 3_600) * 1_000;
  await waitForApi(address, timeoutMs, () => true, "answer");
  if (given.flag("service")) await checkPredictions(address);
  process.stdout.write(`the model API answers at ${address}\n`);
}

async function checkModel(given: Arguments): Promise<void> {
  if (given.text("data") === "") {
    throw new StepError("--data is missing.", "Give the shared volume's folder.", USAGE_EXIT);
  }
  const registry = new Registry(given.text("data"));
  try {
    const registered = registry.find(given.int("version", 1));
    const model = await Model.load(registry.modelFile(registered));
    await model.release();
    process.stdout.write(`version ${registered.version} loads\n`);
  } finally {
    registry.close();
  }
}

async function checkPredictions(address: string): Promise<void> {
  const invoice = { amount: 100, vendor: "V1", country: "DE", category: "food", paymentDays: 14 };
  const answer = await fetch(`${address}/predict`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(invoice),
  });
  if (answer.status === OK || answer.status === NO_MODEL) return;
  throw new StepError(
    `The model API answers a prediction with ${answer.status}: ${await answer.text()}.`,
    "Look into the log of the service model-api.",
  );
}
