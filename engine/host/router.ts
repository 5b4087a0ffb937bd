/** Serves the lab as the contract: input checked at the door, errors turned into issues. */
import type { z } from "zod";
import { type Answer, type Api, inputs, type Procedure } from "../contract/api.ts";
import { type Issue, IssueError, problem } from "../core/issue.ts";
import type { Lab } from "../lab/lab.ts";
import { MAX_INPUT_ISSUES } from "./limits.ts";

type Handler = (...args: readonly unknown[]) => Promise<Answer<unknown>>;

/**
 * The procedures of the contract over a lab. A lab that could not be opened (a rejected promise)
 * answers every call with the reason, so the app can show it.
 */
export function createRouter(
  lab: Lab | Promise<Lab>,
  report: (error: unknown) => void = logToStderr,
): Api {
  const ready = Promise.resolve(lab);
  // Each call reports the failure itself; without a call it is not an unhandled rejection.
  ready.catch(() => undefined);
  const names = Object.keys(inputs) as Procedure[];
  const handlers = names.map((name) => [name, handler(name, ready, report)] as const);
  return Object.fromEntries(handlers) as unknown as Api;
}

function handler(name: Procedure, ready: Promise<Lab>, report: (error: unknown) => void): Handler {
  return async (...args) => {
    const parsed = inputs[name].safeParse(args);
    if (!parsed.success) return { ok: false, issues: inputIssues(name, parsed.error) };
    try {
      const lab = await ready;
      const call = lab[name] as (...checked: unknown[]) => Promise<unknown>;
      return { ok: true, value: await call.apply(lab, parsed.data) };
    } catch (error) {
      return { ok: false, issues: issuesOf(error, report) };
    }
  };
}

function inputIssues(name: Procedure, error: z.ZodError): readonly Issue[] {
  return error.issues
    .slice(0, MAX_INPUT_ISSUES)
    .map((issue) =>
      problem(
        "contract/input",
        `The call "${name}" does not fit the contract: ${issue.message}.`,
        "Reload the app: its version and the engine's may differ.",
        { path: issue.path.map(String).join(".") },
      ),
    );
}

/** What the caller may know: issues as they are, anything else without message or stack. */
function issuesOf(error: unknown, report: (error: unknown) => void): readonly Issue[] {
  if (error instanceof IssueError) return error.issues;
  report(error);
  return [
    problem(
      "internal/unexpected",
      "Something went wrong inside Lowtide; this is a mistake in the program, not in your input.",
      "Try again; if it happens again, report it with what the terminal printed.",
    ),
  ];
}

function logToStderr(error: unknown): void {
  console.error(error);
}
