/** The state of the Models and drift room, put together for its panels. */
import { useMemo, useState } from "react";
import type { OpenedScenario } from "../../../engine/contract/api.ts";
import type { QualityView } from "../../../engine/contract/quality.ts";
import { policyMark } from "../../charts/palette/policy.ts";
import { rampOf } from "../../charts/sweep/ramp.ts";
import type { VisibleWindow } from "../../charts/visible-window.ts";
import type { OpenedSurface } from "../../preview/quality/protocol.ts";
import { useQuality } from "../../preview/quality/use-quality.ts";
import type { Look, MarkedPath, ModelsView, Spot } from "./view.ts";

const FIRST_LOOK: Look = { asTable: false, basis: "alone" };

interface Chosen {
  readonly facts: QualityView;
  readonly policy: string | null;
  readonly theme: "light" | "dark";
  onPolicy(policy: string): void;
}

export function useModelsView({ world }: OpenedScenario, chosen: Chosen) {
  const { facts, theme, onPolicy } = chosen;
  const policy = chosenPolicy(world.policies, world.baseline, chosen.policy);
  const { surface, quality, failure } = useQuality(world, facts.features, policy);
  const [look, setLook] = useState(FIRST_LOOK);
  const [hovered, hover] = useState<Spot | null>(null);
  const [pinned, pin] = useState<Spot | null>(null);
  const { fromMs, toMs } = world.period;
  const period = useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
  const [window, setWindow] = useState<VisibleWindow>(period);
  const parts = useMemo(
    () => (surface === null ? null : partsOf(surface, theme)),
    [surface, theme],
  );
  const edgesMs = useMemo(() => [...world.batchesAtMs, toMs], [world, toMs]);
  const view = useMemo<ModelsView | null>(() => {
    const path = parts?.paths.find((each) => each.policy === policy);
    if (parts === null || path === undefined) return null;
    return {
      ...{ world, facts, theme, path, edgesMs, look, period, window, ...parts },
      quality: quality?.policy === policy ? quality : null,
      ...{ spot: hovered ?? pinned, hover, pin, setWindow, selectPolicy: onPolicy },
      setLook: (change) => setLook((before) => ({ ...before, ...change })),
    };
  }, [
    world,
    facts,
    theme,
    edgesMs,
    look,
    period,
    window,
    parts,
    quality,
    hovered,
    pinned,
    policy,
    onPolicy,
  ]);
  return { view, failure };
}

function partsOf({ table, paths }: OpenedSurface, theme: "light" | "dark") {
  const known = table.accuracy.filter((value) => !Number.isNaN(value));
  const ramp = rampOf(known, "more");
  if (ramp === undefined) return null;
  const marked = paths.map(
    (path, position): MarkedPath => ({
      ...path,
      mark: policyMark(position, path.isBaseline, theme),
    }),
  );
  return { table, ramp, paths: marked };
}

/** The policy of the address where there is one, else a gated one, else any that is not the baseline. */
function chosenPolicy(
  policies: readonly { readonly name: string; readonly type: string }[],
  baseline: string,
  name: string | null,
): string {
  if (policies.some((each) => each.name === name)) return name as string;
  const gated = policies.find(({ type }) => type === "drift-gated");
  const other = policies.find((each) => each.name !== baseline);
  return (gated ?? other)?.name ?? baseline;
}
