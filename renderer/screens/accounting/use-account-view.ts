/** The state of the Accounting room, put together for its panels. */
import { useMemo, useState, useSyncExternalStore } from "react";
import type { OpenedScenario } from "../../../engine/contract/api.ts";
import type { VisibleWindow } from "../../charts/visible-window.ts";
import type { AccountAnswer, AccountQuestion } from "../../preview/accounting/protocol.ts";
import type { Assumptions, Judged, Judgement } from "../../preview/accounting/types.ts";
import { useAccount } from "../../preview/accounting/use-account.ts";
import { DAY_MS, HOUR_MS } from "../../preview/calendar.ts";
import { applyEdits, type Edits, NO_EDITS } from "../../preview/edits.ts";
import type { World } from "../../preview/types.ts";
import { StepHistory } from "../shared/step-history.ts";
import { assumptionFields } from "./assumption-fields.ts";
import { busiestWeek } from "./busiest-week.ts";
import type { AccountView, Look } from "./view.ts";

/** Up to this length a step is an hour, above it a day. */
const HOURLY_MAX_MS = 10 * DAY_MS;

const FIRST_LOOK: Look = { measure: "carbon", grouping: "step", asTable: false };

interface Chosen {
  /** Of the address; null or unknown for the first one. */
  readonly policy: string | null;
  readonly edits: Edits;
  onPolicy(policy: string): void;
}

export function useAccountView(opened: OpenedScenario, chosen: Chosen) {
  const { edits, onPolicy } = chosen;
  const world = useMemo(
    () => (edits === NO_EDITS ? opened.world : applyEdits(opened.world, edits)),
    [opened.world, edits],
  );
  const policy = chosenPolicy(opened, chosen.policy);
  const [history] = useState(() => new StepHistory<Assumptions>({}));
  const steps = useSyncExternalStore(history.subscribe, history.get);
  const [look, setLook] = useState(FIRST_LOOK);
  const [zoomed, setWindow] = useState<VisibleWindow | null>(null);
  const { fromMs, toMs } = world.period;
  const period = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
  const window = zoomed ?? period;
  const stepMs = window.toMs - window.fromMs <= HOURLY_MAX_MS ? HOUR_MS : DAY_MS;
  const assumptions = steps.present;
  const question = useMemo<AccountQuestion>(
    () => ({ policy, assumptions, stepMs }),
    [policy, assumptions, stepMs],
  );
  const { answer, tornado, failure } = useAccount(world, question);
  const fields = useMemo(() => assumptionFields(world), [world]);
  const view = useMemo<AccountView | null>(() => {
    if (answer === null) return null;
    return {
      ...{ world, answer, tornado, fields, history, steps, look, period, window },
      ...judgedParts(answer, world),
      setWindow,
      resetWindow: () => setWindow(busiestWeek(answer.audit.series, world)),
      setLook: (change) => setLook((before) => ({ ...before, ...change })),
      selectPolicy: onPolicy,
      titleOf: (name) => world.policies.find((each) => each.name === name)?.title ?? name,
    };
  }, [world, answer, tornado, fields, history, steps, look, period, window, onPolicy]);
  return { view, failure };
}

/** The policy of the address where the scenario has it, else the one that saves most. */
function chosenPolicy({ world, results }: OpenedScenario, name: string | null): string {
  if (world.policies.some((each) => each.name === name)) return name as string;
  const saved = (each: (typeof results)[number]) => each.savedVsBaselinePct ?? 0;
  const [best] = results
    .filter((each) => each.policy !== world.baseline)
    .toSorted((a, b) => saved(b) - saved(a));
  return best?.policy ?? world.baseline;
}

function judgedParts({ question, audit, reaccounted }: AccountAnswer, world: World) {
  const { policy, assumptions } = question;
  const own = ({ policies }: Judgement) =>
    policies.find((each) => each.policy === policy) as Judged;
  return {
    policy,
    audit,
    isBaseline: policy === world.baseline,
    before: own(reaccounted.before),
    after: own(reaccounted.after),
    changed: Object.keys(assumptions).length > 0,
  };
}
