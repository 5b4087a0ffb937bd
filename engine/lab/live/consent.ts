/** Nothing is started that the user has not read and trusted. */
import type { LiveCommands } from "../../contract/live.ts";
import { type Result, success } from "../../core/issue.ts";
import type { Programs } from "./programs.ts";
import type { TrustStore } from "./trust.ts";

export interface ConsentQuestion {
  readonly programs: Programs;
  readonly trust: TrustStore;
  /** Of the scenario, to be kept beside the answer. */
  readonly title: string;
  /** ISO 8601, UTC. */
  readonly nowIso: string;
  /** The hash that the user was shown and said yes to. */
  readonly given?: string | undefined;
}

export type Consent =
  /** The user has said yes to this very content. */
  | { readonly kind: "trusted" }
  /** Nothing may be started: the user has to read these first. */
  | { readonly kind: "ask"; readonly commands: LiveCommands };

/** What a run would start, for the user to read. */
export function liveCommands(programs: Programs, trust: TrustStore): Result<LiveCommands> {
  const trusted = trust.isTrusted(programs.hash);
  if (!trusted.ok) return trusted;
  const { commands, hash } = programs;
  return success({ commands, hash, trusted: trusted.value });
}

/** A yes to other content than the present one is no yes; a yes is kept before anything is started. */
export function consentTo(question: ConsentQuestion): Result<Consent> {
  const { programs, trust, title, nowIso, given } = question;
  const commands = liveCommands(programs, trust);
  if (!commands.ok) return commands;
  if (commands.value.trusted) return success({ kind: "trusted" });
  if (given !== programs.hash) return success({ kind: "ask", commands: commands.value });
  const kept = trust.remember({ hash: given, title, trustedAt: nowIso });
  return kept.ok ? success({ kind: "trusted" }) : kept;
}
