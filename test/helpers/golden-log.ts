/** The event logs of a world's policies, from core alone: what every runtime must write alike. */
import type { World } from "../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { replayLog } from "../../engine/core/simulate/log.ts";

/** The world as JSON, because that is how it reaches a worker or a page. */
export function goldenLog(worldJson: string): string {
  const prepared = prepareWorld(JSON.parse(worldJson) as World);
  return prepared.world.policies.map((spec) => replayLog(prepared, spec)).join("");
}

/** SHA-256 of a text's UTF-8 bytes, hexadecimal; with what browsers and Node have in common. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
