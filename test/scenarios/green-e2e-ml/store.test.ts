/** What lies on the shared volume: batches whole or absent, prepared rows as they were, models as registered. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { InvoiceStore } from "../../../scenarios/green-e2e-ml/steps/invoice-store.ts";
import { generateBatch } from "../../../scenarios/green-e2e-ml/steps/invoices.ts";
import { fromFile, prepare, toFile } from "../../../scenarios/green-e2e-ml/steps/prepared.ts";
import { batchRange, rowsIn } from "../../../scenarios/green-e2e-ml/steps/ranges.ts";
import { digestOf, generateRange } from "../../../scenarios/green-e2e-ml/steps/rows.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { runStep, SIZE_ARGS, SIZES, startStep } from "../../helpers/steps.ts";

const folder = tempFolder();
const fetchArgs = (data: string, batch: number) => [
  `--data=${data}`,
  `--batch=${batch}`,
  ...SIZE_ARGS,
];

function withStore<T>(data: string, work: (store: InvoiceStore) => T): T {
  const store = new InvoiceStore(data);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

describe("data-fetch", () => {
  it("brings exactly the generated rows, and a second time nothing", () => {
    const data = join(folder, "twice");
    const first = runStep("data-fetch", ...fetchArgs(data, 2));
    expect(first).toMatchObject({ status: 0, stderr: "" });
    const range = { from: 0, to: 6_000 };
    const generated = digestOf(generateRange(1, SIZES, range));
    expect(withStore(data, (store) => digestOf(store.read(range)))).toBe(generated);
    const again = runStep("data-fetch", ...fetchArgs(data, 2));
    expect(again.stdout.match(/there already/g)).toHaveLength(3);
    expect(withStore(data, (store) => digestOf(store.read(range)))).toBe(generated);
  });

  it("finds the newest batch by the time, and writes its number", () => {
    const data = join(folder, "by-time");
    const file = join(folder, "newest");
    const times = ["--first=2023-11-13T23:00:00Z", "--every-seconds=86400", `--batch-file=${file}`];
    const at = (time: string) =>
      runStep("data-fetch", `--data=${data}`, `--at=${time}`, ...times, ...SIZE_ARGS);
    expect(at("2023-11-13T22:59:59Z")).toMatchObject({ status: 2 });
    expect(existsSync(file)).toBe(false);
    expect(at("2023-11-15T22:59:59Z")).toMatchObject({ status: 0 });
    expect(withStore(data, (store) => store.batches().map(({ batch }) => batch))).toEqual([0, 1]);
    expect(at("2023-11-15T23:00:00Z")).toMatchObject({ status: 0 });
    expect(withStore(data, (store) => store.batches())).toHaveLength(3);
  });

  it("refuses to mix rows of different seeds or sizes", () => {
    const data = join(folder, "mixed");
    runStep("data-fetch", ...fetchArgs(data, 0));
    const other = runStep("data-fetch", ...fetchArgs(data, 1), "--seed=2");
    expect(other.status).toBe(1);
    expect(other.stderr).toMatch(/^data-fetch: Batch 0 is there with seed 1.*another volume/);
    expect(withStore(data, (store) => store.batches())).toHaveLength(1);
  });

  it("leaves a batch absent when it is killed in the middle, and whole when it is run again", async () => {
    const data = join(folder, "killed");
    const many = [`--data=${data}`, "--batch=0", "--first-rows=1500000", "--rows=10"];
    const child = startStep("data-fetch", ...many);
    const ended = new Promise((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
    // Rows that were inserted and not committed have reached the disk: it is in the middle.
    const log = join(data, "invoices.sqlite-wal");
    while (!existsSync(log) || statSync(log).size < 5_000_000) await wait(5);
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    withStore(data, (store) => {
      expect(store.batches()).toEqual([]);
      expect(() => store.read({ from: 0, to: 10 })).toThrow("row 0 is missing");
    });
    expect(runStep("data-fetch", ...fetchArgs(data, 0))).toMatchObject({ status: 0 });
    expect(withStore(data, (store) => digestOf(store.read({ from: 0, to: 4_000 })))).toBe(
      digestOf(generateBatch(1, 0, 4_000)),
    );
  });

  it("is safe beside itself", async () => {
    const data = join(folder, "together");
    const codes = await Promise.all(
      [1, 2, 3].map(
        () =>
          new Promise((resolve) => {
            startStep("data-fetch", ...fetchArgs(data, 1)).once("exit", resolve);
          }),
      ),
    );
    expect(codes).toEqual([0, 0, 0]);
    expect(
      withStore(data, (store) => rowsIn({ from: 0, to: store.read({ from: 0, to: 5_000 }).rows })),
    ).toBe(5_000);
  });
});

describe("prepared rows", () => {
  const prepared = prepare(1, SIZES, 3_000, (range) => generateRange(1, SIZES, range));

  it("come out of their file as they went in", () => {
    expect(fromFile(toFile(prepared))).toEqual(prepared);
    expect(prepared.about.heldOut.to).toBe(batchRange(1, SIZES).to);
  });

  it("are refused when the file is cut off or changed anywhere", () => {
    const file = toFile(prepared);
    for (let at = 0; at < file.length; at += 997) {
      expect(() => fromFile(file.subarray(0, at))).toThrow("damaged");
      const changed = file.slice();
      changed[at]! ^= 0x10;
      // The length of the header stands outside of the digest; a wrong one leaves no header to read.
      if (at >= 12) expect(() => fromFile(changed)).toThrow("damaged");
      else expect(() => fromFile(changed)).toThrow();
    }
  });
});
