/** Live runs of a data folder, ready for use: by the app's host and by the command line. */
import type { LiveCommands, LiveLog } from "../../contract/live.ts";
import { IssueError, problem, unwrap } from "../../core/issue.ts";
import type { StageStore } from "../../core/live/stage-store.ts";
import type { ResultStore } from "../../core/ports.ts";
import { dataFolder } from "../../io/data-folder/data-folder.ts";
import { readLog } from "../../io/process/read-log.ts";
import { nowIso } from "../../io/wall/now.ts";
import { openStoreIn } from "../keep.ts";
import type { FoundScenario } from "../scenario/open.ts";
import { type AskedLive, askLive, type LiveWish, livePrograms } from "./ask.ts";
import { consentTo, liveCommands } from "./consent.ts";
import { isUnchanged } from "./content-hash.ts";
import { liveFolder, processMachinery, removeRunFiles } from "./machinery.ts";
import { LiveRuns } from "./runs.ts";
import { TrustStore } from "./trust.ts";

export interface LogWish {
  readonly from?: number;
  readonly limit?: number;
  readonly search?: string;
}

export type Started =
  | { readonly kind: "started"; readonly id: string }
  | { readonly kind: "consent"; readonly commands: LiveCommands };

/** Every method throws an `IssueError` where the contract has issues. */
export class Live {
  readonly runs: LiveRuns;
  /** Why stages ran again, or did not. */
  readonly stages: StageStore;
  private readonly folder: string;
  private readonly trust: TrustStore;
  /** The user has looked at what has changed in the programs of a run that goes on. */
  trustsChanges = false;

  /** @param folder the data folder; it exists */
  constructor(store: ResultStore, folder: string) {
    this.folder = folder;
    this.stages = store.stages;
    this.trust = new TrustStore(folder);
    this.runs = new LiveRuns({
      store: store.live,
      openMachinery: processMachinery(folder, store.stages),
      isTrusted: ({ content }) => this.trustsChanges || isUnchanged(content),
      removeFiles: removeRunFiles(folder, store.stages),
    });
  }

  /** The programs that a run of the scenario would start. */
  commands(found: FoundScenario): LiveCommands {
    return unwrap(liveCommands(unwrap(livePrograms(found)), this.trust));
  }

  /** Begins a run when its programs are trusted, or the hash says that the user has just said yes. */
  async start(
    found: FoundScenario,
    wish: LiveWish,
    { scenario, trust }: { readonly scenario: string; readonly trust?: string | undefined },
  ): Promise<Started> {
    return this.begin(unwrap(askLive(found, wish)), scenario, trust);
  }

  /** The same for what was asked already. */
  async begin(
    { question, programs }: AskedLive,
    scenario: string,
    trust: string | undefined,
  ): Promise<Started> {
    const { title } = question.world;
    const given = { programs, trust: this.trust, title, nowIso: nowIso(), given: trust };
    const consent = unwrap(consentTo(given));
    if (consent.kind === "ask") return { kind: "consent", commands: consent.commands };
    return { kind: "started", id: await this.runs.start(question, scenario) };
  }

  /** @param attempt its id, or the name of a step: the last attempt at it */
  log(id: string, attempt: string, wish: LogWish): LiveLog {
    const { attempts } = this.runs.followed(id).chronicle;
    const found =
      attempts.find((each) => each.id === attempt) ??
      attempts.findLast(({ displayName, template }) => [displayName, template].includes(attempt));
    // Services have logs as well, and are no attempts at pods.
    const name = found?.id ?? (attempt.startsWith(`${id}-service-`) ? attempt : undefined);
    if (name === undefined) {
      const hint = `See the attempts with: lowtide runs show ${id}`;
      throw new IssueError([
        problem("live/no-attempt", `Live run ${id} has no attempt '${attempt}'.`, hint),
      ]);
    }
    return readLog(liveFolder(this.folder), id, name, wish);
  }
}

/** For the command line: a store of its own, closed at the end. */
export function openLive(chosen?: string): Live & { close(): Promise<void> } {
  const store = unwrap(openStoreIn(chosen));
  const live = new Live(store, dataFolder(chosen));
  return Object.assign(live, {
    async close() {
      await live.runs.close();
      store.close();
    },
  });
}
