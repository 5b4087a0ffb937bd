/** What the Accounting room and its worker say to each other. */
import type { World } from "../../../engine/core/scenario/world.ts";
import type { Assumptions, Audit, Reaccounted, SciTerms, Tornado } from "./types.ts";

export interface AccountQuestion {
  readonly policy: string;
  readonly assumptions: Assumptions;
  /** Length of a step of the series. */
  readonly stepMs: number;
}

/** One policy's account under some assumptions, and what they do to all policies. */
export interface AccountAnswer {
  readonly question: AccountQuestion;
  readonly audit: Audit;
  /** As the scenario says, and what the same came to in money. */
  readonly before: SciTerms & { readonly cost: number };
  readonly reaccounted: Reaccounted;
}

export type AccountRequest =
  | { readonly kind: "open"; readonly world: World }
  | { readonly kind: "ask"; readonly ask: number; readonly question: AccountQuestion };

export type AccountReply =
  | { readonly kind: "account"; readonly ask: number; readonly answer: AccountAnswer }
  /** Follows an answer when the hand leaves time for it. */
  | { readonly kind: "tornado"; readonly ask: number; readonly tornado: Tornado }
  | { readonly kind: "failure"; readonly ask: number; readonly message: string };
