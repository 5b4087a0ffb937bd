/** Whose account it is, under which policy, and on which intensities policies decided and are scored. */
import type { GridBasis } from "../../preview/accounting/types.ts";
import { rangeText } from "../../preview/calendar.ts";
import { type Edits, NO_EDITS } from "../../preview/edits.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import { type OpenedPoint, pointText } from "../explore/point.ts";
import { Badge, RoomHeader } from "../shared/room-header.tsx";
import { gridSource } from "./explain.ts";
import type { AccountView } from "./view.ts";
import { basisText } from "./words.ts";

interface HeaderProps {
  readonly view: AccountView;
  readonly point: OpenedPoint | null;
  readonly edits: Edits;
  onExplore(): void;
}

export function Header({ view, point, edits, onExplore }: HeaderProps) {
  const { world, audit, policy, titleOf } = view;
  const { decidedOn, scoredWith } = audit;
  const { fromMs, toMs, zone } = world.period;
  const options = world.policies.map(({ name }) => ({
    value: name,
    label: name === world.baseline ? `${titleOf(name)} (baseline)` : titleOf(name),
  }));
  return (
    <RoomHeader
      title={world.title}
      synthetic={scoredWith.synthetic}
      badges={
        <>
          <Grids decidedOn={decidedOn} scoredWith={scoredWith} />
          {edits === NO_EDITS ? null : <Badge>With your changes from Explore</Badge>}
        </>
      }
      facts={[
        `Account of ${rangeText(fromMs, toMs, zone)}`,
        zonesText(decidedOn, scoredWith),
        "SCI v1.1, ISO/IEC 21031:2024",
        ...(point === null ? [] : [`point of a sweep: ${pointText(point)}`]),
      ].join(" · ")}
      actions={
        <>
          <Choice label="Policy" value={policy} options={options} onChange={view.selectPolicy} />
          <Button onClick={onExplore} title="The same policy in the picture">
            Explore
          </Button>
        </>
      }
    />
  );
}

interface GridsProps {
  readonly decidedOn: GridBasis;
  readonly scoredWith: GridBasis;
}

/** One badge where policies are scored with what they decided on. */
function Grids({ decidedOn, scoredWith }: GridsProps) {
  const [decided, scored] = [basisText(decidedOn), basisText(scoredWith)];
  if (gridSource(decidedOn) === gridSource(scoredWith))
    return <Badge title={gridSource(scoredWith)}>Decided on and scored with: {scored}</Badge>;
  return (
    <>
      <Badge title={gridSource(decidedOn)}>Decided on: {decided}</Badge>
      <Badge title={gridSource(scoredWith)}>Scored with: {scored}</Badge>
    </>
  );
}

function zonesText(decidedOn: GridBasis, scoredWith: GridBasis): string {
  if (decidedOn.zone === scoredWith.zone) return `grid ${scoredWith.zone}`;
  return `decided on grid ${decidedOn.zone}, scored with ${scoredWith.zone}`;
}
