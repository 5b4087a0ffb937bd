/** The state of the Explore screen, put together for its panels. */
import { useMemo, useState, useSyncExternalStore } from "react";
import type { OpenedScenario } from "../../../engine/contract/api.ts";
import type { VisibleWindow } from "../../charts/visible-window.ts";
import type { PreviewAnswer } from "../../preview/protocol.ts";
import type { PolicyResult, PolicySpec } from "../../preview/types.ts";
import { usePreview } from "../../preview/use-preview.ts";
import { announcement } from "./announcement.ts";
import { defaultWindow } from "./default-window.ts";
import { EditHistory } from "./edit-history.ts";
import { firstPolicy, picture } from "./model.ts";
import type { View } from "./view.ts";

interface Selection {
  readonly policy: string | null;
  readonly request: number | null;
}

export function useView(
  opened: OpenedScenario,
  theme: View["theme"],
  selected: string | null,
): { readonly view: View | null; readonly failure: string | null } {
  const [history] = useState(() => new EditHistory());
  const edits = useSyncExternalStore(history.subscribe, history.get);
  const { answer, failure, regrets } = usePreview(opened.world, edits.edits);
  const [selection, setSelection] = useState<Selection>({ policy: selected, request: null });
  const [chosen, setWindow] = useState<VisibleWindow | null>(null);
  const [asTable, setAsTable] = useState(false);
  const first = useFirst(answer, opened);
  const window = chosen ?? first?.window;
  const policy = selection.policy ?? first?.policy;
  const view = useMemo<View | null>(() => {
    if (answer === null || window === undefined || policy === undefined) return null;
    const { fromMs, toMs } = answer.world.period;
    return {
      answer,
      theme,
      picture: picture(answer, window, policy),
      period: { fromMs, toMs },
      window,
      policy,
      ...parts(answer, policy),
      regrets,
      request: selection.request,
      history,
      edits,
      asTable,
      said: announcement(answer, policy, selection.request),
      selectPolicy: (next) => setSelection(({ request }) => ({ policy: next, request })),
      selectRequest: (next, request) => setSelection({ policy: next, request }),
      setWindow,
      resetWindow: () => setWindow(null),
      toggleTable: () => setAsTable((before) => !before),
    };
  }, [answer, theme, window, policy, selection.request, regrets, history, edits, asTable]);
  return { view, failure };
}

/** What the first answer of a scenario chose to show; later answers do not move the picture. */
function useFirst(answer: PreviewAnswer | null, opened: OpenedScenario) {
  const [first, setFirst] = useState<{
    opened: OpenedScenario;
    window: VisibleWindow;
    policy: string;
  } | null>(null);
  if (answer === null || answer.base !== opened.world || first?.opened === opened) return first;
  const next = {
    opened,
    window: defaultWindow(answer),
    policy: first?.policy ?? firstPolicy(answer),
  };
  setFirst(next);
  return next;
}

function parts(answer: PreviewAnswer, policy: string) {
  const { world, results } = answer;
  const find = (name: string) => results.find((each) => each.policy === name) as PolicyResult;
  const spec = world.policies.find((each) => each.name === policy) as PolicySpec;
  return { spec, result: find(policy), baseline: find(world.baseline) };
}
