/** The accounting worker: accounts beside the screen, so that the figures follow the hand on an assumption. */
import { Accountant } from "./accountant.ts";
import type { AccountReply, AccountRequest } from "./protocol.ts";

/** A tornado takes as long as many answers; it waits until the hand rests. */
const REST_MS = 120;

let accountant: Accountant | undefined;
let resting: ReturnType<typeof setTimeout> | undefined;

self.addEventListener("message", ({ data }: MessageEvent<AccountRequest>) => {
  clearTimeout(resting);
  if (data.kind === "open") {
    accountant = undefined;
    attempt(-1, () => {
      accountant = new Accountant(data.world);
    });
    return;
  }
  const { ask, question } = data;
  const opened = accountant;
  if (opened === undefined) return;
  attempt(ask, () => {
    reply({ kind: "account", ask, answer: opened.answer(question) });
    const judge = () => reply({ kind: "tornado", ask, tornado: opened.tornado(question.policy) });
    resting = setTimeout(() => attempt(ask, judge), REST_MS);
  });
});

function attempt(ask: number, act: () => void): void {
  try {
    act();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    reply({ kind: "failure", ask, message });
  }
}

function reply(message: AccountReply): void {
  self.postMessage(message);
}
