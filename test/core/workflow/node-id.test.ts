import fc from "fast-check";
import { expect, it } from "vitest";
import { fnv1a32, nodeId } from "../../../engine/core/workflow/node/node-id.ts";

/** FNV-1a with whole numbers of any size, over the platform's own UTF-8. */
function reference(text: string): number {
  let hash = 0x811c9dc5n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  }
  return Number(hash);
}

it.each([
  ["", 0x811c9dc5],
  ["a", 0xe40c292c],
  ["foobar", 0xbf9cf968],
  ["größe", 3_443_061_914],
  ["🚀", 2_141_686_490],
])("hashes '%s' to the published value", (text, hash) => expect(fnv1a32(text)).toBe(hash));

it("hashes any text as an independent implementation does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fnv1a32(text)).toBe(reference(text));
    }),
  );
});

it("names a node after its workflow, and the root like it", () => {
  expect(nodeId("wf", "wf")).toBe("wf");
  expect(nodeId("wf", "wf[0].a")).toBe(`wf-${reference("wf[0].a")}`);
});
