/** Follows a live run by its log, whichever process drives it, and holds its replay beside it. */
import { type PolicyRun, runPolicy } from "../../core/compare/compare.ts";
import { Chronicle } from "../../core/live/chronicle.ts";
import type { KeptLiveRun, LiveStore } from "../../core/live/run-store.ts";
import { contextOf } from "./prepare.ts";
import type { LiveQuestion } from "./question.ts";
import { foreignLog } from "./session.ts";

const READ_AT_ONCE = 2_000;

export class Follower {
  readonly question: LiveQuestion;
  readonly chronicle: Chronicle;
  private readonly store: LiveStore;
  private replayed: PolicyRun | undefined;

  constructor(kept: KeptLiveRun, store: LiveStore) {
    this.store = store;
    this.question = JSON.parse(kept.question) as LiveQuestion;
    this.chronicle = new Chronicle(contextOf(this.question), String(kept.id));
  }

  /** What the virtual clock makes of the same scenario and policy. */
  get replay(): PolicyRun {
    const { context } = this.chronicle.machine;
    this.replayed ??= runPolicy(context, context.spec);
    return this.replayed;
  }

  /** Reads on to the end of what is kept. */
  catchUp({ id, events }: KeptLiveRun): void {
    const { chronicle } = this;
    while (chronicle.told < events) {
      const records = this.store.records(id, chronicle.told, READ_AT_ONCE);
      if (records.length === 0) throw foreignLog(id, chronicle.told);
      for (const record of records) {
        if (!chronicle.tell(record)) throw foreignLog(id, chronicle.told);
      }
    }
  }
}
