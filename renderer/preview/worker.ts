/** The preview worker: runs the engine's own core beside the screen, so the answer follows the hand. */
import { Preview } from "./answer.ts";
import type { PreviewReply, PreviewRequest } from "./protocol.ts";

let preview: Preview | undefined;

self.addEventListener("message", ({ data }: MessageEvent<PreviewRequest>) => {
  if (data.kind === "open") {
    preview = undefined;
    try {
      preview = new Preview(data.world);
    } catch (error) {
      reply({ kind: "failure", ask: -1, message: messageOf(error) });
    }
    return;
  }
  try {
    if (preview !== undefined) reply(preview.answer(data.ask, data.edits));
  } catch (error) {
    reply({ kind: "failure", ask: data.ask, message: messageOf(error) });
  }
});

function reply(message: PreviewReply): void {
  self.postMessage(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
