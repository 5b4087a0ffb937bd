/** The event logs of a world's policies, from core alone: what every runtime must write alike. */
import type { World } from "../../engine/core/scenario/world.ts";
import { prepareWorld } from "../../engine/core/simulate/context.ts";
import { ReplayLog } from "../../engine/core/simulate/log.ts";
import { replay } from "../../engine/core/simulate/replay.ts";

/** The world as JSON, because that is how it reaches a worker or a page. */
export function goldenLog(worldJson: string): string {
  return logOf(JSON.parse(worldJson) as World);
}

/** The logs of a world's policies, one after another. */
export function logOf(world: World): string {
  const prepared = prepareWorld(world);
  const logs = world.policies.map((spec) => {
    const log = new ReplayLog(spec, world.seed);
    replay({ ...prepared, spec }, log.observe);
    return log.text;
  });
  return logs.join("");
}

/** SHA-256 of a text's UTF-8 bytes, hexadecimal; with what browsers and Node have in common. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
