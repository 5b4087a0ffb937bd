/** Everything that the panels of the screen share: the answer, what is selected, and how to change it. */
import type { VisibleWindow } from "../../charts/visible-window.ts";
import type { PreviewAnswer } from "../../preview/protocol.ts";
import type { RegretStore } from "../../preview/regrets.ts";
import type { PolicyResult, PolicySpec } from "../../preview/types.ts";
import type { EditHistory, EditState } from "./edit-history.ts";
import type { Picture } from "./model.ts";

export interface View {
  readonly answer: PreviewAnswer;
  readonly theme: "light" | "dark";
  readonly picture: Picture;
  /** The whole period of the scenario. */
  readonly period: VisibleWindow;
  readonly window: VisibleWindow;
  /** The selected policy. */
  readonly policy: string;
  readonly spec: PolicySpec;
  readonly result: PolicyResult;
  /** Comes after the answer, and apart from it. */
  readonly regrets: RegretStore;
  readonly baseline: PolicyResult;
  /** The selected request; null when none is. */
  readonly request: number | null;
  readonly history: EditHistory;
  readonly edits: EditState;
  readonly asTable: boolean;
  /** For the live region. */
  readonly said: string;
  selectPolicy(policy: string): void;
  selectRequest(policy: string, request: number | null): void;
  setWindow(window: VisibleWindow): void;
  resetWindow(): void;
  toggleTable(): void;
}
