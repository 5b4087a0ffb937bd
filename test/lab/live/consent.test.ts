import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import { consentTo, liveCommands } from "../../../engine/lab/live/consent.ts";
import type { Programs } from "../../../engine/lab/live/programs.ts";
import { TrustStore } from "../../../engine/lab/live/trust.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const base = tempFolder();
let count = 0;

const hashOf = (digit: string) => digit.repeat(64);

function programsWith(hash: string): Programs {
  const commands = [{ what: "image a", argv: ["node", "a.ts"], templates: ["t"] }];
  const content = { commands, named: [], scenarioFolder: base, hash };
  return { images: {}, services: [], also: [], commands, hash, content };
}

function storeIn(folder = join(base, `data-${count++}`)) {
  return { trust: new TrustStore(folder), file: join(folder, "trust.json") };
}

const about = { title: "A scenario", nowIso: "2026-01-01T00:00:00.000Z" };

describe("consent", () => {
  it("is asked for, and asking keeps nothing", () => {
    const { trust, file } = storeIn();
    const programs = programsWith(hashOf("a"));
    const asked = unwrap(consentTo({ programs, trust, ...about }));
    expect(asked).toEqual({
      kind: "ask",
      commands: { commands: programs.commands, hash: hashOf("a"), trusted: false },
    });
    expect(existsSync(file)).toBe(false);
  });

  it("is not given by a yes to other content", () => {
    const { trust, file } = storeIn();
    const programs = programsWith(hashOf("a"));
    const asked = unwrap(consentTo({ programs, trust, ...about, given: hashOf("b") }));
    expect(asked.kind).toBe("ask");
    expect(existsSync(file)).toBe(false);
  });

  it("is remembered for this very content, and can be taken back", () => {
    const { trust, file } = storeIn();
    const programs = programsWith(hashOf("a"));
    const given = hashOf("a");
    expect(unwrap(consentTo({ programs, trust, ...about, given }))).toEqual({ kind: "trusted" });
    // Another program reads the same file.
    const again = new TrustStore(join(file, ".."));
    expect(unwrap(consentTo({ programs, trust: again, ...about })).kind).toBe("trusted");
    expect(unwrap(liveCommands(programs, again)).trusted).toBe(true);
    expect(unwrap(again.list())).toEqual([
      { hash: given, title: "A scenario", trustedAt: about.nowIso },
    ]);
    expect(unwrap(liveCommands(programsWith(hashOf("c")), again)).trusted).toBe(false);
    unwrap(again.forget(given));
    expect(unwrap(consentTo({ programs, trust, ...about })).kind).toBe("ask");
  });

  it.each(["", "[]", "null", '{"trusted":[{"hash":"x"}]}', "\u0000", '{"trusted":'])(
    "is not read out of a file that says %j, and the file stays",
    (text) => {
      const folder = join(base, `data-${count++}`);
      const { trust, file } = storeIn(folder);
      unwrap(trust.remember({ hash: hashOf("a"), title: "", trustedAt: "" }));
      writeFileSync(file, text);
      const programs = programsWith(hashOf("a"));
      const asked = consentTo({ programs, trust, ...about, given: hashOf("a") });
      expect(asked).toMatchObject({ ok: false, issues: [{ code: "live/trust-file", file }] });
      expect(readFileSync(file, "utf8")).toBe(text);
    },
  );

  it("that cannot be kept starts nothing", () => {
    writeFileSync(join(base, "a-file"), "");
    const { trust } = storeIn(join(base, "a-file/data"));
    const programs = programsWith(hashOf("a"));
    expect(consentTo({ programs, trust, ...about, given: hashOf("a") }).ok).toBe(false);
  });

  it("forgets the oldest when there is too much to remember", () => {
    const { trust, file } = storeIn();
    const old = Array.from({ length: 1_000 }, (_, i) => ({
      hash: i.toString(16).padStart(64, "0"),
      title: "",
      trustedAt: "",
    }));
    unwrap(trust.remember({ hash: hashOf("a"), title: "", trustedAt: "" }));
    writeFileSync(file, JSON.stringify({ trusted: old }));
    unwrap(trust.remember({ hash: hashOf("a"), title: "", trustedAt: "" }));
    expect(unwrap(trust.list())).toHaveLength(1_000);
    expect(unwrap(trust.isTrusted(hashOf("a")))).toBe(true);
    expect(unwrap(trust.isTrusted(hashOf("0")))).toBe(false);
  });
});
