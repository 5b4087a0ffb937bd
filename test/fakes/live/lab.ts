/** The live procedures of a lab without processes: its runs tell stories, and move when a test says so. */
import type {
  LiveCommands,
  LiveLog,
  LiveOutputs,
  LiveRunStatus,
  LiveRunSummary,
} from "../../../engine/contract/live.ts";
import { IssueError, problem } from "../../../engine/core/issue.ts";
import type { Lab } from "../../../engine/lab/lab.ts";
import { type Story, storyOf } from "./story.ts";

type LiveProcedures = Pick<Lab, keyof LiveOutputs>;
type Control = Parameters<LiveProcedures["controlLiveRun"]>[0]["operation"];

interface FakeRun {
  readonly story: Story;
  summary: LiveRunSummary;
}

const COMMANDS: LiveCommands["commands"] = [
  {
    what: "image lowtide/model-training:1",
    argv: ["node", "./steps/train.ts", "--rows", "{{workflow.parameters.rows}}"],
    templates: ["model-training"],
  },
  {
    what: "image lowtide/data-fetch:1",
    argv: ["node", "./steps/fetch.ts"],
    templates: ["data-fetch"],
  },
  { what: "service model-api", argv: ["node", "./steps/serve.ts"], templates: [] },
];

export class FakeLive {
  readonly runs = new Map<string, FakeRun>();
  readonly controls: { readonly id: string; readonly operation: Control }[] = [];
  /** Files of the scenarios, as it were: another content has to be trusted anew. */
  content = "a".repeat(64);
  trusted: string | null = null;
  logText = "";
  /** How often a run, and the list, were asked for. */
  readonly asked = { run: 0, list: 0 };
  /** Not empty: why nothing can be run. */
  refusal = "";
  private readonly stories = new Map<string, Story>();

  /** Adds a run that has come as far as a share of its period. */
  add(scenario: string, policy: string, share: number, status: LiveRunStatus = "running"): string {
    const key = `${scenario} ${policy}`;
    const story = this.stories.get(key) ?? storyOf(scenario, policy);
    this.stories.set(key, story);
    return this.tell(story, scenario, share, status);
  }

  tell(story: Story, scenario: string, share: number, status: LiveRunStatus = "running"): string {
    const { world, spec } = story;
    const id = String(this.runs.size + 1);
    const { fromMs, toMs } = world.period;
    const summary: LiveRunSummary = {
      ...{ id, scenario, title: world.title, policy: spec.name, policyTitle: spec.title, status },
      ...{ message: "", createdAt: "2026-11-21T10:20:00Z", fromMs, toMs, nowMs: fromMs },
      ...{ timeScale: 3_600, requests: story.requestsAt(fromMs), running: 0, etaMs: 90_000 },
    };
    this.runs.set(id, { story, summary });
    this.moveTo(id, share);
    return id;
  }

  moveTo(id: string, share: number): void {
    const run = this.run(id);
    const { fromMs, toMs, status } = run.summary;
    const nowMs = Math.round(fromMs + (toMs - fromMs) * share);
    const { attempts } = run.story.viewAt({ ...run.summary, nowMs });
    const running = attempts.filter(({ phase }) => phase === "Running").length;
    const etaMs = status === "running" ? Math.round((1 - share) * 168_000) : null;
    const requests = run.story.requestsAt(nowMs);
    run.summary = { ...run.summary, nowMs, requests, running, etaMs };
  }

  set(id: string, change: Partial<LiveRunSummary>): void {
    const run = this.run(id);
    run.summary = { ...run.summary, ...change };
  }

  procedures(): LiveProcedures {
    return {
      liveCommands: async () => {
        if (this.refusal === "") return this.commands();
        const hint = "Add spec.live to it.";
        throw new IssueError([problem("live/no-images", this.refusal, hint)]);
      },
      startLiveRun: async ({ scenario, policy, timeScale, trust }) => {
        if (trust !== undefined && trust === this.content) this.trusted = trust;
        if (this.trusted !== this.content) return { kind: "consent", commands: this.commands() };
        const id = this.add(scenario, policy, 0);
        if (timeScale !== undefined) this.set(id, { timeScale });
        return { kind: "started", id };
      },
      listLiveRuns: async () => {
        this.asked.list += 1;
        return [...this.runs.values()].map(({ summary }) => summary).reverse();
      },
      readLiveRun: async ({ id }) => {
        this.asked.run += 1;
        const { story, summary } = this.run(id);
        return story.viewAt(summary);
      },
      readLiveLog: async (question) => this.log(question),
      controlLiveRun: async ({ id, operation }) => this.control(id, operation),
      deleteLiveRun: async ({ id }) => {
        this.runs.delete(id);
        return null;
      },
    };
  }

  private commands(): LiveCommands {
    return { commands: COMMANDS, hash: this.content, trusted: this.trusted === this.content };
  }

  private control(id: string, operation: Control): LiveRunSummary {
    this.controls.push({ id, operation });
    const status = {
      pause: "paused",
      resume: "running",
      cancel: "cancelled",
      workflow: null,
    } as const;
    const next = status[operation.kind];
    if (next !== null) this.set(id, { status: next, etaMs: next === "running" ? 60_000 : null });
    return this.run(id).summary;
  }

  private log({
    from = 0,
    limit = 65_536,
    search,
  }: Parameters<LiveProcedures["readLiveLog"]>[0]): LiveLog {
    const bytes = Buffer.from(this.logText);
    const start = from < 0 ? Math.max(0, bytes.length + from) : from;
    const part = bytes.subarray(start, start + limit);
    const lines = part.toString().split("\n");
    const found = search === undefined ? lines : lines.filter((line) => holds(line, search));
    const next = start + part.length;
    return {
      text: found.join("\n"),
      next,
      totalBytes: bytes.length,
      truncated: false,
      ended: true,
    };
  }

  private run(id: string): FakeRun {
    const run = this.runs.get(id);
    if (run !== undefined) return run;
    const hint = "List the runs that there are.";
    throw new IssueError([problem("live/not-found", `There is no live run ${id}.`, hint)]);
  }
}

function holds(line: string, search: string): boolean {
  return line.toLowerCase().includes(search.toLowerCase());
}
