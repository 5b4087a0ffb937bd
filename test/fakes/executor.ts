/** An executor without processes: attempts end after a short time as a test says, and are counted. */
import type { Attempt, AttemptEnd, AttemptSpec, Executor } from "../../engine/core/live/attempt.ts";

export interface FakePod {
  readonly durationMs?: number;
  readonly exitCode?: number;
  readonly parameters?: Readonly<Record<string, string>>;
  /** What it prints, where that is read. */
  readonly result?: string;
  /** It runs until it is stopped. */
  readonly endless?: boolean;
  /** It does not end when it is stopped, either. */
  readonly stubborn?: boolean;
  /** Ends with its own code when it is stopped. */
  readonly stoppedWith?: { readonly exitCode: number; readonly signal?: string };
}

const USAGE = {
  wallMs: 1,
  cpuSeconds: 0.001,
  peakMemoryBytes: 1_000,
  processes: 1,
  logBytes: 0,
  logTruncated: false,
};

export class FakeExecutor implements Executor {
  readonly started: AttemptSpec[] = [];
  readonly running = new Map<string, AttemptSpec>();
  mostAtOnce = 0;
  stopped = 0;
  closed = false;
  private readonly podOf: (spec: AttemptSpec) => FakePod;
  private readonly onStart: (spec: AttemptSpec) => void;

  constructor(
    podOf: (spec: AttemptSpec) => FakePod = () => ({}),
    onStart: (spec: AttemptSpec) => void = () => undefined,
  ) {
    this.podOf = podOf;
    this.onStart = onStart;
  }

  async start(spec: AttemptSpec): Promise<Attempt> {
    if (this.running.has(spec.id)) throw new Error(`${spec.id} runs already`);
    this.onStart(spec);
    this.started.push(spec);
    this.running.set(spec.id, spec);
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running.size);
    const pod = this.podOf(spec);
    let end: (end: AttemptEnd) => void = () => undefined;
    const ended = new Promise<AttemptEnd>((resolve) => {
      end = (value) => {
        this.running.delete(spec.id);
        resolve(value);
      };
    });
    if (pod.endless !== true) setTimeout(() => end(endOf(spec, pod)), pod.durationMs ?? 1);
    const stopped = pod.stoppedWith ?? { exitCode: 143, signal: "SIGTERM" };
    return {
      id: spec.id,
      processId: 1,
      ended,
      stop: () => {
        this.stopped += 1;
        if (pod.stubborn !== true) end({ ...endOf(spec, pod), phase: "Failed", ...stopped });
      },
    };
  }

  withdraw(): void {}

  async endLeftovers(): Promise<void> {
    this.running.clear();
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

/** Declared outputs that the test does not name are there, whatever they hold. */
function endOf(
  { outputs }: AttemptSpec,
  { exitCode = 0, parameters = {}, result = "ship" }: FakePod,
): AttemptEnd {
  const given = outputs.parameters.map(({ name }) => [name, parameters[name] ?? "0.9"]);
  const files = outputs.artifacts.map(({ name, path }) => [
    name,
    { name, path, s3: { key: "sha256/0" } },
  ]);
  return {
    exitCode,
    phase: exitCode === 0 ? "Succeeded" : "Failed",
    message: "",
    outputs: {
      parameters: Object.fromEntries(given),
      ...(outputs.result && { result }),
      ...(files.length > 0 && { artifacts: Object.fromEntries(files) }),
    },
    usage: USAGE,
  };
}
