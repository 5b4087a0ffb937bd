/** The worker of the Models and drift room: replays and detectors beside the screen. */
import { Analyst } from "./analyst.ts";
import type { QualityReply, QualityRequest } from "./protocol.ts";

let analyst: Analyst | undefined;

self.addEventListener("message", ({ data }: MessageEvent<QualityRequest>) => {
  try {
    if (data.kind === "open") {
      analyst = undefined;
      analyst = new Analyst(data.world, data.features);
      reply({ kind: "surface", surface: analyst.surface() });
    } else if (analyst !== undefined) {
      reply({ kind: "policy", quality: analyst.policy(data.policy) });
    }
  } catch (error) {
    reply({ kind: "failure", message: error instanceof Error ? error.message : String(error) });
  }
});

function reply(message: QualityReply): void {
  self.postMessage(message);
}
