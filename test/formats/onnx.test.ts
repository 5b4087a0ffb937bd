/** ONNX files: what is written is what onnxruntime runs, and what is no model is refused. */
import fc from "fast-check";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../engine/core/issue.ts";
import { writeOnnx } from "../../engine/formats/onnx/model.ts";
import { fieldsOf, MessageWriter } from "../../engine/formats/onnx/protobuf.ts";
import { readOnnx } from "../../engine/formats/onnx/read.ts";
import { type ForestArrays, forestModel } from "../../engine/formats/onnx/tree-ensemble.ts";

/** Two trees over two features: one asks for both, one is a leaf. */
const FOREST: ForestArrays = {
  features: 2,
  classes: 3,
  treeStart: Int32Array.of(0, 5, 6),
  feature: Int8Array.of(0, -1, 1, -1, -1, -1),
  threshold: Float32Array.of(0.5, 0, Math.fround(0.1), 0, 0, 0),
  left: Int32Array.of(1, 0, 3, 0, 0, 0),
  right: Int32Array.of(2, 0, 4, 0, 0, 0),
  weight: Float32Array.from(
    [
      [0, 0, 0],
      [0.5, 0, 0],
      [0, 0, 0],
      [0, 0.25, 0.25],
      [0, 0, 0.5],
      [0.125, 0.25, 0.125],
    ].flat(),
  ),
};
const bytes = writeOnnx(
  forestModel(FOREST, { name: "two trees", producer: "test", metadata: { note: "größer ≤" } }),
);

async function ask(rows: readonly (readonly [number, number])[]) {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  const features = new Tensor("float32", Float32Array.from(rows.flat()), [rows.length, 2]);
  const outputs = await session.run({ features });
  await session.release();
  return {
    label: Array.from(outputs.label!.data as BigInt64Array, Number),
    scores: Array.from(outputs.probabilities!.data as Float32Array),
  };
}

describe("a forest as ONNX", () => {
  it("runs in onnxruntime, and a value on a threshold goes left", async () => {
    const justAbove = Math.fround(Math.fround(0.1) + 1e-8);
    expect(justAbove).toBeGreaterThan(Math.fround(0.1));
    const { label, scores } = await ask([
      [0.5, 9],
      [0.6, 0.1],
      [0.6, justAbove],
    ]);
    expect(scores).toEqual([0.625, 0.25, 0.125, 0.125, 0.5, 0.375, 0.125, 0.25, 0.625]);
    expect(label).toEqual([0, 1, 2]);
  });

  it("says what it is", () => {
    expect(unwrap(readOnnx(bytes))).toEqual({
      producer: "test",
      inputs: ["features"],
      outputs: ["label", "probabilities"],
      operators: ["TreeEnsembleClassifier"],
      metadata: { note: "größer ≤" },
    });
  });
});

describe("a file that is no model", () => {
  it("is refused when it is cut off, wherever that is", () => {
    for (let length = 0; length < bytes.length; length++) {
      const read = readOnnx(bytes.subarray(0, length));
      const lost = read.ok && Object.keys(read.value.metadata).length > 0;
      expect(lost, `${length} bytes`).toBe(false);
    }
  });

  it.each([
    ["nothing", ""],
    ["a text", "this is not an ONNX file"],
    ["a page", "<!doctype html><title>404</title>"],
  ])("is refused: %s", (_name, text) => {
    const read = readOnnx(new TextEncoder().encode(text));
    expect(read).toMatchObject({ ok: false, issues: [{ code: "onnx/not-a-model" }] });
  });

  it("never makes the reader fail, whatever its bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(bytes.length - 1), (noise, at) => {
        expect(typeof readOnnx(noise).ok).toBe("boolean");
        const changed = bytes.slice();
        changed.set(noise.subarray(0, bytes.length - at), at);
        expect(typeof readOnnx(changed).ok).toBe("boolean");
      }),
      { numRuns: 500 },
    );
  });
});

describe("the wire format", () => {
  it("gives back every field", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.maxSafeNat())),
        (all) => {
          const writer = new MessageWriter();
          for (const [field, value] of all) writer.int(field, value).text(field, String(value));
          const expected = all.flatMap(([number, value]) => [
            { number, value },
            { number, value: new TextEncoder().encode(String(value)) },
          ]);
          expect(fieldsOf(writer.finish())).toEqual(expected);
        },
      ),
    );
  });
});
