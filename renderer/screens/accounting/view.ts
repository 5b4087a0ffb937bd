/** Everything that the panels of the Accounting room share: the account, the assumptions, and how to change both. */
import type { VisibleWindow } from "../../charts/visible-window.ts";
import type { AccountAnswer } from "../../preview/accounting/protocol.ts";
import type { Assumptions, Audit, Judged, Tornado } from "../../preview/accounting/types.ts";
import type { World } from "../../preview/types.ts";
import type { StepHistory, StepState } from "../shared/step-history.ts";
import type { AssumptionField } from "./assumption-fields.ts";
import type { Grouping } from "./parts.ts";
import type { Measure } from "./words.ts";

export interface AccountView {
  /** As it is accounted, edits of the Explore room applied. */
  readonly world: World;
  readonly policy: string;
  readonly isBaseline: boolean;
  readonly answer: AccountAnswer;
  readonly audit: Audit;
  /** Of the policy, as the scenario says and under the assumptions. */
  readonly before: Judged;
  readonly after: Judged;
  /** Whether anything is assumed otherwise. */
  readonly changed: boolean;
  readonly tornado: Tornado | null;
  readonly fields: readonly AssumptionField[];
  readonly history: StepHistory<Assumptions>;
  readonly steps: StepState<Assumptions>;
  readonly look: Look;
  readonly period: VisibleWindow;
  readonly window: VisibleWindow;
  setWindow(window: VisibleWindow): void;
  resetWindow(): void;
  setLook(look: Partial<Look>): void;
  selectPolicy(policy: string): void;
  titleOf(policy: string): string;
}

/** How the account is looked at. */
export interface Look {
  readonly measure: Measure;
  readonly grouping: Grouping;
  readonly asTable: boolean;
}
