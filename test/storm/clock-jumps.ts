/** Loaded before a host: the time of day jumps by years, forth and back, whenever somebody looks. */
import { randomStream } from "../../engine/core/random/stream.ts";

const YEARS_MS = 10 * 365 * 86_400_000;
const random = randomStream(Number(process.env.STORM_CLOCK_SEED ?? 1), "clock jumps");
const RealDate = Date;
const realNow = Date.now.bind(Date);

function jumped(): number {
  return realNow() + Math.round((random.uniform() - 0.5) * 2 * YEARS_MS);
}

Object.assign(globalThis, {
  Date: class extends RealDate {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [jumped()] : given) as [number]));
    }

    static override now(): number {
      return jumped();
    }
  },
});
