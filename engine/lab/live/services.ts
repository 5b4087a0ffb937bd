/** Programs that run beside the pods of a live run, in the place of a cluster's Deployments. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Attempt, Executor, Mount } from "../../core/live/attempt.ts";
import type { DurationMs } from "../../core/units/units.ts";
import type { ServiceProgram } from "./question.ts";

const RESTART_AFTER_MS = 1_000;
/** A service that ends so often in a row, each time within a minute, is given up. */
const MOST_RESTARTS = 5;
const STEADY_MS = 60_000;

export interface ServicesOptions {
  readonly run: string;
  readonly services: readonly ServiceProgram[];
  readonly mounts: readonly Mount[];
  readonly executor: Executor;
  readonly graceMs: DurationMs;
  /** No two programs ever share a name: the guard of a host that died ends those of its own by it. */
  readonly wasBegun: (attempt: string) => boolean;
  /** Told when a service is given up. */
  readonly onTrouble: (message: string) => void;
}

export class Services {
  private readonly options: ServicesOptions;
  private readonly running = new Map<string, Attempt>();
  private readonly loops: Promise<void>[] = [];
  private closing = false;

  constructor(options: ServicesOptions) {
    this.options = options;
  }

  /** Starts them all; resolves with the variables by which programs find them. */
  async start(): Promise<Record<string, string>> {
    const ports = await Promise.all(this.options.services.map(freePort));
    const env: Record<string, string> = {};
    for (const [index, { name }] of this.options.services.entries()) {
      env[variableOf(name)] = `http://127.0.0.1:${ports[index]}`;
    }
    for (const [index, service] of this.options.services.entries()) {
      this.loops.push(this.keep(service, { ...env, PORT: String(ports[index]) }));
    }
    return env;
  }

  /** Resolves when none of them runs any more. */
  async close(): Promise<void> {
    this.closing = true;
    for (const attempt of this.running.values()) attempt.stop(this.options.graceMs);
    await Promise.all(this.loops);
  }

  private async keep(service: ServiceProgram, env: Record<string, string>): Promise<void> {
    const { name } = service;
    for (let restarts = 0, number = 0; !this.closing; number++) {
      while (this.options.wasBegun(this.idOf(name, number))) number++;
      const attempt = await this.options.executor.start(this.specOf(service, env, number));
      this.running.set(name, attempt);
      if (this.closing) attempt.stop(this.options.graceMs);
      const { exitCode, message, usage } = await attempt.ended;
      this.running.delete(name);
      if (this.closing) return;
      restarts = usage.wallMs < STEADY_MS ? restarts + 1 : 0;
      if (restarts > MOST_RESTARTS) {
        const how = message === "" ? `exit code ${exitCode}` : message;
        return this.options.onTrouble(`the service '${name}' keeps ending (${how})`);
      }
      await pause(RESTART_AFTER_MS);
    }
  }

  private idOf(name: string, number: number): string {
    return `${this.options.run}-service-${name}-${number}`;
  }

  private specOf({ name, argv, env }: ServiceProgram, found: Record<string, string>, n: number) {
    const { run, mounts, graceMs } = this.options;
    return {
      id: this.idOf(name, n),
      run,
      podName: name,
      argv,
      env: { ...found, ...env },
      mounts,
      inputs: [],
      outputs: { result: false, parameters: [], artifacts: [] },
      // It takes no slot from the pods: it would wait for ever for one.
      requests: { cpu: 0, memoryGib: 0 },
      graceMs,
    };
  }
}

/** `LOWTIDE_SERVICE_MODEL_API` for `model-api`. */
export function variableOf(service: string): string {
  return `LOWTIDE_SERVICE_${service.toUpperCase().replaceAll("-", "_")}`;
}

/** A port that is free now; another program may take it before the service does, which then restarts. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
