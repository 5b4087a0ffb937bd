/** Decisions as marks over time: a shape for each kind, and whether the replay decided otherwise. */
import type { LiveDecision } from "../../../engine/contract/live.ts";
import type { LinearScale } from "../intensity.ts";

/** Decisions that lie on each other are one mark. */
export interface DecisionMark {
  readonly x: number;
  readonly shape: "start" | "wait" | "skip" | "other";
  readonly differs: boolean;
  readonly count: number;
}

/** Nearer than this two marks cannot be told apart. */
const MARK_PX = 9;

const SHAPES: Readonly<Record<LiveDecision["action"], DecisionMark["shape"]>> = {
  start: "start",
  resume: "start",
  wait: "wait",
  suspend: "wait",
  skip: "skip",
  continue: "other",
  scale: "other",
};

export function decisionShape(action: LiveDecision["action"]): DecisionMark["shape"] {
  return SHAPES[action];
}

/** Of marks that fall together the last one is drawn, for it is what was decided in the end. */
export function decisionMarks(
  decisions: readonly Pick<LiveDecision, "atMs" | "action" | "differs">[],
  x: LinearScale,
): readonly DecisionMark[] {
  const marks: DecisionMark[] = [];
  for (const { atMs, action, differs } of decisions) {
    const before = marks.at(-1);
    const mark = { x: x(atMs), shape: SHAPES[action] };
    const joins = before !== undefined && mark.x - before.x < MARK_PX;
    const own = { ...mark, differs: differs !== null, count: 1 };
    if (!joins) marks.push(own);
    else
      marks[marks.length - 1] = {
        ...own,
        differs: own.differs || before.differs,
        count: before.count + 1,
      };
  }
  return marks;
}

/** Strokes in a square of 10, one shape for each kind of decision. */
export const DECISION_PATH: Readonly<Record<DecisionMark["shape"], string>> = {
  start: "M2.5 1.5L8.5 5L2.5 8.5Z",
  wait: "M5 1.8a3.2 3.2 0 1 1 0 6.4a3.2 3.2 0 1 1 0-6.4",
  skip: "M2.2 2.2L7.8 7.8M7.8 2.2L2.2 7.8",
  other: "M2 2H8V8H2Z",
};
