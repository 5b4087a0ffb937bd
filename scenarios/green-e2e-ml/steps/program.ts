/** What every step program has in common: arguments, help, and errors in one line with a remedy. */
import { parseArgs } from "node:util";

/** Something that a person can act on; ends the program. */
export class StepError extends Error {
  readonly remedy: string;
  readonly exitCode: number;

  constructor(message: string, remedy: string, exitCode = 1) {
    super(message);
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}

export const USAGE_EXIT = 2;
/** The model is sound, and not good enough to go into service. */
export const REFUSED_EXIT = 3;

interface Option {
  readonly about: string;
  /** An option without one must be given. */
  readonly default?: string;
  readonly flag?: true;
}
export type Options = Readonly<Record<string, Option>>;

/** The options as they were given, read with checks. */
export class Arguments {
  private readonly values: Readonly<Record<string, string | boolean | undefined>>;

  constructor(values: Readonly<Record<string, string | boolean | undefined>>) {
    this.values = values;
  }

  text(name: string): string {
    return String(this.values[name]);
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  int(name: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
    const value = this.number(name);
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    throw this.wrong(name, `a whole number from ${least} to ${most}`);
  }

  share(name: string): number {
    const value = this.number(name);
    if (value >= 0 && value <= 1) return value;
    throw this.wrong(name, "a number from 0 to 1");
  }

  instantMs(name: string): number {
    const value = Date.parse(this.text(name));
    if (Number.isFinite(value)) return value;
    throw this.wrong(name, "a time such as 2023-11-14T00:00:00Z");
  }

  private number(name: string): number {
    const text = this.text(name);
    return text.trim() === "" ? Number.NaN : Number(text);
  }

  private wrong(name: string, wanted: string): StepError {
    return new StepError(`--${name} is '${this.text(name)}'.`, `Give ${wanted}.`, USAGE_EXIT);
  }
}

export interface Program {
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  readonly options: Options;
  readonly work: (given: Arguments) => Promise<void> | void;
}

/** Reads the arguments and does the work; whatever goes wrong becomes one line and an exit code. */
export async function runProgram(program: Program): Promise<void> {
  try {
    const given = argumentsOf(program.options);
    if (given === undefined) process.stdout.write(helpOf(program));
    else await program.work(given);
  } catch (error) {
    process.stderr.write(`${program.name}: ${describe(error)}\n`);
    process.exitCode = error instanceof StepError ? error.exitCode : 1;
  }
}

/** A message and its remedy in one line. */
export function describe(error: unknown): string {
  const text = error instanceof StepError ? `${error.message} ${error.remedy}` : plain(error);
  return text.replace(/\s*\n\s*/g, " ");
}

function plain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "SQLITE_FULL" || code === "ENOSPC")
    return `${message}. Free some space on the disk.`;
  if (code.startsWith("SQLITE_BUSY")) return `${message}. Another step holds the file; try again.`;
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) {
    return `${message}. Move the damaged file away and run data-fetch again.`;
  }
  return code === "" ? message : `${message}. Check the path and its permissions.`;
}

/** Undefined when help was asked for. */
function argumentsOf(options: Options): Arguments | undefined {
  const config = Object.fromEntries(
    Object.entries({ ...options, help: { about: "", flag: true } as Option }).map(
      ([name, { flag }]) => [name, { type: flag ? ("boolean" as const) : ("string" as const) }],
    ),
  );
  const values = parsed(config);
  if (values.help === true) return undefined;
  const missing = Object.keys(options).filter(
    (name) =>
      values[name] === undefined && !options[name]?.flag && options[name]?.default === undefined,
  );
  if (missing.length > 0) {
    const names = missing.map((name) => `--${name}`).join(", ");
    throw new StepError(`${names} is missing.`, "--help lists all options.", USAGE_EXIT);
  }
  const defaults = Object.entries(options).map(([name, option]) => [name, option.default]);
  return new Arguments({ ...Object.fromEntries(defaults), ...values });
}

function parsed(config: Record<string, { type: "boolean" | "string" }>) {
  try {
    return parseArgs({ options: config, allowPositionals: false }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StepError(message, "--help lists all options.", USAGE_EXIT);
  }
}

function helpOf({ name, about, options }: Program): string {
  const rows = Object.entries(options).map(([option, { about: text, default: value, flag }]) => {
    const head = flag ? `--${option}` : `--${option} VALUE`;
    return `  ${head.padEnd(24)} ${text}${value === undefined || value === "" ? "" : ` (${value})`}`;
  });
  return [`${name}: ${about}`, "", ...rows, ""].join("\n");
}
