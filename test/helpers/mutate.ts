/** Damaged documents: parsed YAML with parts removed, renamed, doubled or replaced; and damaged text. */
import fc from "fast-check";
import { parse, stringify } from "yaml";

const JUNK: readonly unknown[] = [
  null,
  "",
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  "{{",
  "{{x}}",
  "{{=1}}",
  "a.b.c",
  "constructor",
  "__proto__",
  "../../etc/passwd",
  { toString: 1, valueOf: 2 },
  { constructor: { prototype: 1 } },
  "x".repeat(5_000),
  "\u0000",
];
const KEYS = [
  "name",
  "template",
  "depends",
  "when",
  "value",
  "toString",
  "constructor",
  "steps",
  "zzz",
];

interface Change {
  readonly at: number;
  readonly kind: "replace" | "remove" | "rename" | "double" | "swap";
  readonly pick: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(10_000),
  kind: fc.constantFrom("replace", "remove", "rename", "double", "swap"),
  pick: fc.nat(10_000),
});

/** One of the documents with a few changes to its tree, or to its characters. */
export function mutated(documents: readonly string[]): fc.Arbitrary<string> {
  const source = fc.constantFrom(...documents);
  const inTree = fc
    .tuple(source, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([text, changes]) => stringify(changes.reduce(apply, parse(text) as unknown)));
  const inText = fc
    .tuple(source, fc.nat(5_000), fc.nat(40), fc.string({ maxLength: 6, unit: "binary" }))
    .map(([text, at, length, junk]) => {
      const from = at % text.length;
      return text.slice(0, from) + junk + text.slice(from + length);
    });
  return fc.oneof({ weight: 3, arbitrary: inTree }, { weight: 1, arbitrary: inText });
}

type Slot = [holder: Record<string, unknown>, key: string];

function slots(node: unknown): Slot[] {
  if (typeof node !== "object" || node === null) return [];
  const holder = node as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [[holder, key] as Slot, ...slots(holder[key])]);
}

function apply(root: unknown, { at, kind, pick }: Change): unknown {
  const all = slots(root);
  const slot = all[at % Math.max(1, all.length)];
  const other = all[pick % Math.max(1, all.length)];
  if (slot === undefined || other === undefined) return JUNK[pick % JUNK.length];
  const [holder, key] = slot;
  const value = structuredClone(holder[key]);
  switch (kind) {
    case "replace":
      holder[key] = structuredClone(JUNK[pick % JUNK.length]);
      break;
    case "remove":
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case "rename":
      if (Array.isArray(holder)) break;
      delete holder[key];
      holder[KEYS[pick % KEYS.length] as string] = value;
      break;
    case "double":
      if (Array.isArray(holder)) holder.push(value);
      else holder[`${key}x`] = value;
      break;
    case "swap":
      holder[key] = structuredClone(other[0][other[1]]);
      break;
  }
  return root;
}
