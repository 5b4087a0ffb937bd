import { expect, it } from "vitest";
import { tarOf } from "../../../engine/io/artifacts/tar-write.ts";

it("states a size that has no room in a header before it, as pax does", async () => {
  const bytes = 9_000_000_000;
  const archive = tarOf("/nowhere", [{ kind: "file", name: "", bytes, executable: false }]);
  const pieces: Buffer[] = [];
  for (let i = 0; i < 3; i++) pieces.push((await archive.next()).value as Buffer);
  const [pax, body, head] = pieces as [Buffer, Buffer, Buffer];
  expect(String.fromCharCode(pax[156] as number)).toBe("x");
  expect(body.toString("latin1").replace(/\0+$/, "")).toBe("19 size=9000000000\n");
  expect(head.toString("latin1", 0, 8)).toBe("artifact");
});
