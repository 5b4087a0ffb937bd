/** The notebook of a plan: passes each use on to the outputs that the value comes from. */
import type { Flow } from "./flow.ts";
import { addUse, newReading, type Reading } from "./reading.ts";
import { ELEMENT, type Place, placeKey, type Ref, type Scalar, type Term } from "./term.ts";
import type { Notebook, Use } from "./use.ts";

/** Most uses that are followed; what is read beyond is left as it would be without them. */
const MAX_USES = 100_000;
/** Deepest part of JSON that is looked at. */
const MAX_PATH = 8;
/** Most values that something may be compared with. */
const MAX_VALUES = 64;

export class PlanNotes implements Notebook {
  private readonly flow: Flow;
  private readonly seen = new Set<string>();
  private readonly waiting: { readonly ref: Ref; readonly use: Use }[] = [];
  private readonly readings = new Map<string, Reading>();

  constructor(flow: Flow) {
    this.flow = flow;
  }

  note(term: Term, use: Use): void {
    for (const ref of term.refs) {
      if (ref.path.length > MAX_PATH || this.seen.size >= MAX_USES) continue;
      const key = JSON.stringify([placeKey(ref.place), ref.path, use]);
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      this.waiting.push({ ref, use });
    }
  }

  valuesOf(term: Term): readonly Scalar[] {
    const values = new Set(term.constants);
    const seen = new Set<string>();
    const waiting = [...term.refs];
    for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
      const key = placeKey(ref.place);
      if (ref.path.length > 0 || seen.has(key) || values.size >= MAX_VALUES) continue;
      seen.add(key);
      const source = this.sourceOf(ref.place);
      for (const value of source.constants) values.add(value);
      waiting.push(...source.refs);
    }
    return [...values].slice(0, MAX_VALUES);
  }

  /** The uses of the outputs of pods and suspended nodes, by `placeKey`. */
  settle(): ReadonlyMap<string, Reading> {
    // The list grows while it is gone through.
    for (const { ref, use } of this.waiting) this.passOn(ref, use);
    this.waiting.length = 0;
    return this.readings;
  }

  private passOn({ place, path }: Ref, use: Use): void {
    const { template, name } = place;
    const [first, second, ...rest] = path;
    switch (place.kind) {
      case "input":
        return this.noteAt(this.flow.inputTerm(place).refs, path, use);
      case "results":
        if (first !== ELEMENT) return;
        return this.noteAt([toRef("result", template)], path.slice(1), use);
      case "outputs":
        if (first !== ELEMENT) return;
        return this.noteAt([toRef("output", template, name)], path.slice(1), use);
      case "allOutputs":
        if (first !== ELEMENT || second === undefined) return;
        return this.noteAt([toRef("output", template, second)], rest, use);
      case "result":
      case "output": {
        this.noteAt(this.flow.innerTerm(place).refs, path, use);
        const key = placeKey(place);
        const reading = this.readings.get(key) ?? newReading();
        this.readings.set(key, reading);
        return addUse(reading, path, use);
      }
    }
  }

  private noteAt(refs: readonly Ref[], path: readonly string[], use: Use): void {
    const parts = refs.map((ref) => ({ place: ref.place, path: [...ref.path, ...path] }));
    this.note({ refs: parts, constants: [] }, use);
  }

  private sourceOf(place: Place): Term {
    return place.kind === "input" ? this.flow.inputTerm(place) : this.flow.innerTerm(place);
  }
}

function toRef(kind: Place["kind"], template: number, name = ""): Ref {
  return { place: { kind, template, name }, path: [] };
}
