/** The model in service: swapped whole when the registry says so, and let go when nobody asks it any more. */
import { Model } from "./model.ts";
import { describe } from "./program.ts";
import type { RegisteredModel, Registry } from "./registry.ts";

interface Served {
  readonly version: number;
  readonly model: Model;
  /** Requests that are being answered. */
  users: number;
  retired: boolean;
}

export interface ServingProblem {
  readonly version: number;
  readonly message: string;
}

export class Serving {
  swaps = 0;
  failedLoads = 0;
  private current: Served | undefined;
  private failed: ServingProblem | undefined;
  private readonly registry: Registry;

  constructor(registry: Registry) {
    this.registry = registry;
  }

  get version(): number | undefined {
    return this.current?.version;
  }

  /** Why the version in production is not the one in service. */
  get problem(): ServingProblem | undefined {
    return this.failed;
  }

  /** Works with the model that serves now, which stays whole until the work is done. */
  async use<T>(work: (model: Model, version: number) => Promise<T>): Promise<T | undefined> {
    const served = this.current;
    if (served === undefined) return undefined;
    served.users += 1;
    try {
      return await work(served.model, served.version);
    } finally {
      served.users -= 1;
      await releaseUnused(served);
    }
  }

  /** Follows the registry; a model that cannot be loaded leaves the one in service where it is. */
  async refresh(): Promise<void> {
    let wanted: RegisteredModel | undefined;
    try {
      wanted = this.registry.production();
      if (wanted === undefined) return;
      if (wanted.version === this.current?.version) this.failed = undefined;
      else if (wanted.version !== this.failed?.version) await this.swap(wanted);
    } catch (error) {
      this.failedLoads += 1;
      this.failed = { version: wanted?.version ?? 0, message: describe(error) };
    }
  }

  async close(): Promise<void> {
    const served = this.current;
    this.current = undefined;
    if (served !== undefined) await retire(served);
  }

  private async swap(wanted: RegisteredModel): Promise<void> {
    const model = await Model.load(this.registry.modelFile(wanted));
    const before = this.current;
    this.current = { version: wanted.version, model, users: 0, retired: false };
    this.failed = undefined;
    this.swaps += 1;
    if (before !== undefined) await retire(before);
  }
}

async function retire(served: Served): Promise<void> {
  served.retired = true;
  await releaseUnused(served);
}

async function releaseUnused(served: Served): Promise<void> {
  if (served.retired && served.users === 0) await served.model.release();
}
