/** What the user has said yes to: hashes of content, kept in one file of the data folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { failure, type Issue, problem, type Result, success } from "../../core/issue.ts";
import { readText } from "../../io/files/read-text.ts";
import { writeAtomic } from "../../io/files/write-atomic.ts";

export interface Trusted {
  /** SHA-256, hexadecimal, as `programsOf` gives it. */
  readonly hash: string;
  /** Of the scenario, for people. */
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly trustedAt: string;
}

const MAX_TRUST_BYTES = 4_194_304;
/** The oldest are forgotten. */
const MAX_TRUSTED = 1_000;
const HASH = /^[0-9a-f]{64}$/;

/** What is trusted is read anew each time: another program may have asked meanwhile. */
export class TrustStore {
  private readonly file: string;

  /** @param dataFolder need not exist */
  constructor(dataFolder: string) {
    this.file = join(dataFolder, "trust.json");
  }

  /** Oldest first. A file that cannot be read trusts nothing, and is an issue. */
  list(): Result<readonly Trusted[]> {
    if (!existsSync(this.file)) return success([]);
    const text = readText(this.file, MAX_TRUST_BYTES);
    if (!text.ok) return text;
    const trusted = parse(text.value);
    return trusted === undefined ? failure([unreadable(this.file)]) : success(trusted);
  }

  isTrusted(hash: string): Result<boolean> {
    const all = this.list();
    return all.ok ? success(all.value.some((each) => each.hash === hash)) : all;
  }

  remember(trusted: Trusted): Result<string> {
    return this.change((all) => [...without(all, trusted.hash), trusted].slice(-MAX_TRUSTED));
  }

  /** The user is asked again before this content is started. */
  forget(hash: string): Result<string> {
    return this.change((all) => without(all, hash));
  }

  private change(to: (all: readonly Trusted[]) => readonly Trusted[]): Result<string> {
    const all = this.list();
    if (!all.ok) return all;
    return writeAtomic(this.file, `${JSON.stringify({ trusted: to(all.value) }, null, 2)}\n`);
  }
}

function without(all: readonly Trusted[], hash: string): Trusted[] {
  return all.filter((each) => each.hash !== hash);
}

function parse(text: string): Trusted[] | undefined {
  try {
    const { trusted } = JSON.parse(text) as { trusted?: unknown };
    return Array.isArray(trusted) && trusted.every(isTrusted) ? trusted : undefined;
  } catch {
    return undefined;
  }
}

function isTrusted(value: unknown): value is Trusted {
  const { hash, title, trustedAt } = (value ?? {}) as Partial<Record<keyof Trusted, unknown>>;
  const texts = typeof title === "string" && typeof trustedAt === "string";
  return texts && typeof hash === "string" && HASH.test(hash);
}

function unreadable(file: string): Issue {
  return problem(
    "live/trust-file",
    "The list of trusted programs cannot be read.",
    "Delete the file; you will be asked again for each scenario.",
    { file },
  );
}
