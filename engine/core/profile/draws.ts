/** Random draws of the pods of a world: each drawn once, whatever asks first and how often. */
import { type RandomStream, randomStream } from "../random/stream.ts";

/** Draws that are kept, 8 bytes each; those beyond are drawn again, to the same value. */
const MAX_KEPT_DRAWS = 4_194_304;

/** Draws by purpose, node and request; the same under every policy. */
export class DrawTable {
  private readonly rows = new Map<string, Map<string, Float64Array>>();
  private readonly seed: number;
  private readonly requests: number;
  private room = MAX_KEPT_DRAWS;

  /** @param requests how many requests the world has; 1 for a single run */
  constructor(seed: number, requests = 1) {
    this.seed = seed;
    this.requests = requests;
  }

  /**
   * A number drawn from the stream of this purpose and node.
   *
   * @param purpose what is drawn, e.g. `duration`
   * @param nodeName Argo's node name without that of the workflow: `.train`, `[0].train(1:x)`
   * @param sample takes the number from the stream; must depend on nothing else
   */
  draw(
    purpose: string,
    nodeName: string,
    request: number,
    sample: (stream: RandomStream) => number,
  ): number {
    const kept = this.kept(purpose, nodeName, request);
    if (kept !== undefined) return kept;
    const row = this.row(purpose, nodeName);
    const drawn = sample(this.stream(purpose, nodeName, request));
    if (row !== undefined) row[request] = drawn;
    return drawn;
  }

  /** What was drawn before; a kept 0 is one that was not drawn yet, or one that is drawn again. */
  kept(purpose: string, nodeName: string, request: number): number | undefined {
    return this.rows.get(purpose)?.get(nodeName)?.[request] || undefined;
  }

  /** The stream itself, from its start. */
  stream(purpose: string, nodeName: string, request: number): RandomStream {
    const place = nodeName.startsWith(".") ? nodeName.slice(1) : nodeName;
    return randomStream(this.seed, `${purpose}/${place}`, request);
  }

  private row(purpose: string, nodeName: string): Float64Array | undefined {
    let rows = this.rows.get(purpose);
    if (rows === undefined) {
      rows = new Map();
      this.rows.set(purpose, rows);
    }
    const known = rows.get(nodeName);
    if (known !== undefined || this.room < this.requests) return known;
    const row = new Float64Array(this.requests);
    this.room -= this.requests;
    rows.set(nodeName, row);
    return row;
  }
}

/** A share of 1, for `draw`. */
export function uniform(stream: RandomStream): number {
  return stream.uniform();
}
