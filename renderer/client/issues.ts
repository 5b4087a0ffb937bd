/** What can be wrong between the app and the engine, as issues like any other. */
import type { Answer } from "../../engine/contract/api.ts";

export type Failure = Extract<Answer<never>, { ok: false }>;
export type Issue = Failure["issues"][number];

export function problem(
  code: string,
  message: string,
  hint: string,
  where: { readonly file?: string } = {},
): Issue {
  return { code, severity: "error", message, hint, ...where };
}

export const tokenMissing: Issue = problem(
  "connection/token-missing",
  "This address lacks its access token.",
  "Open the whole URL that Lowtide printed in the terminal, with everything after the #.",
);

export const tokenRefused: Issue = problem(
  "connection/token-refused",
  "The engine refused the access token: Lowtide was started again since this page was opened.",
  "Open the URL that Lowtide printed in the terminal last.",
);

export const connectionLost: Issue = problem(
  "connection/lost",
  "The engine cannot be reached.",
  "Start Lowtide again and open the URL it prints.",
);

export const interrupted: Issue = problem(
  "connection/interrupted",
  "The connection to the engine ended before the answer came.",
  "Try again when the connection is back.",
);

export const messageTooLarge: Issue = problem(
  "connection/message-too-large",
  "This is more data than the engine accepts in one message.",
  "Choose a smaller file.",
);

/** A call that threw instead of answering: a defect, said like any other problem. */
export function callFailed(error: Error): Issue {
  const hint = "Try again; when it stays, start Lowtide again.";
  return problem("app/call-failed", error.message, hint);
}

export function failed(issue: Issue): Failure {
  return { ok: false, issues: [issue] };
}
