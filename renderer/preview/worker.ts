/** The preview worker: runs the engine's own core beside the screen, so the answer follows the hand. */
import { Preview } from "./answer.ts";
import type { PreviewReply, PreviewRequest } from "./protocol.ts";

let preview: Preview | undefined;
let latestAsk = 0;

self.addEventListener("message", ({ data }: MessageEvent<PreviewRequest>) => {
  if (data.kind === "open") {
    preview = undefined;
    attempt(-1, () => {
      preview = new Preview(data.world);
    });
    return;
  }
  latestAsk = data.ask;
  attempt(data.ask, () => {
    if (preview === undefined) return;
    reply(preview.answer(data.ask, data.edits));
    judge(data.ask, preview.regrets());
  });
});

/** Regret after the answer, a policy a turn; the next question ends it. */
function judge(ask: number, regrets: ReturnType<Preview["regrets"]>): void {
  setTimeout(() => {
    if (ask !== latestAsk) return;
    attempt(ask, () => {
      const step = regrets.next();
      if (step.done) reply({ kind: "regret", ask, regrets: step.value });
      else judge(ask, regrets);
    });
  });
}

function attempt(ask: number, act: () => void): void {
  try {
    act();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    reply({ kind: "failure", ask, message });
  }
}

function reply(message: PreviewReply): void {
  self.postMessage(message);
}
