/** Runs the real command line as a process. */
import { join } from "node:path";
import { execa } from "execa";
import { ROOT } from "../tidy/tree.ts";

export interface Answer {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export async function lowtide(...args: string[]): Promise<Answer> {
  const main = join(ROOT, "engine/cli/main.ts");
  const env = { NO_COLOR: "1", COLUMNS: "100" };
  const options = { cwd: ROOT, reject: false, env, timeout: 25_000 } as const;
  const { exitCode, stdout, stderr } = await execa(process.execPath, [main, ...args], options);
  return { exitCode, stdout, stderr };
}

/** The issues that `validate --json` prints. */
export async function issuesOf(file: string) {
  const { stdout, exitCode } = await lowtide("validate", file, "--json");
  const { valid, issues } = JSON.parse(stdout) as {
    valid: boolean;
    issues: { code: string; hint: string; path?: string; line?: number; severity: string }[];
  };
  return { exitCode, valid, issues };
}
