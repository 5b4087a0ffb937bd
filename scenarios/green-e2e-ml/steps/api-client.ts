/** How steps reach the model API: its address, its health, and waiting for a version to serve. */
import { setTimeout as wait } from "node:timers/promises";
import { StepError, USAGE_EXIT } from "./program.ts";

const POLL_MS = 100;
const CALL_MS = 5_000;

export const API_OPTION = {
  about: "address of the model API; else LOWTIDE_SERVICE_MODEL_API",
  default: "",
} as const;

export interface Health {
  /** In service; null before the first. */
  readonly version: number | null;
  /** Why a newer version is not in service. */
  readonly problem: { readonly version: number; readonly message: string } | null;
}

export function apiAddress(given: string): string {
  const address = given || process.env.LOWTIDE_SERVICE_MODEL_API || "";
  if (/^https?:\/\/[^/]+/.test(address)) return address.replace(/\/$/, "");
  throw new StepError(
    "There is no address of the model API.",
    "Give --api http://127.0.0.1:PORT, or run the scenario, which starts the service model-api.",
    USAGE_EXIT,
  );
}

/** Asks until the answer is as wanted; fails after `timeoutMs` with what the API said last. */
export async function waitForApi(
  address: string,
  timeoutMs: number,
  isWanted: (health: Health) => boolean,
  wanted: string,
): Promise<Health> {
  const untilMs = Date.now() + timeoutMs;
  for (;;) {
    const { health, failed } = await askHealth(address);
    if (health !== undefined && isWanted(health)) return health;
    if (Date.now() >= untilMs) {
      const said = failed ?? `it serves version ${health?.version ?? "none"}`;
      throw new StepError(
        `The model API at ${address} does not ${wanted}: ${said}.`,
        "Look into the log of the service model-api.",
      );
    }
    await wait(POLL_MS);
  }
}

async function askHealth(address: string): Promise<{ health?: Health; failed?: string }> {
  try {
    const answer = await fetch(`${address}/health`, { signal: AbortSignal.timeout(CALL_MS) });
    return { health: (await answer.json()) as Health };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { failed: cause instanceof Error ? cause.message : String(cause) };
  }
}
