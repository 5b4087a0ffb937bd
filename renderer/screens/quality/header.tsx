/** Whose models these are, under which policy, and where their accuracies come from. */
import { rangeText } from "../../preview/calendar.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import { fixed } from "../../widgets/format.ts";
import { Badge, RoomHeader } from "../shared/room-header.tsx";
import type { ModelsView } from "./view.ts";
import { kindText } from "./words.ts";

interface HeaderProps {
  readonly view: ModelsView;
  onExplore(): void;
}

export function Header({ view, onExplore }: HeaderProps) {
  const { world, path, paths, facts } = view;
  const { fromMs, toMs, zone } = world.period;
  const { text, about } = kindText(world);
  const options = paths.map(({ policy, title, isBaseline }) => ({
    value: policy,
    label: isBaseline ? `${title} (baseline)` : title,
  }));
  const { surface } = facts;
  return (
    <RoomHeader
      title={world.title}
      synthetic={world.grid.trace.about.synthetic}
      badges={<Badge title={about}>Accuracy: {text.toLowerCase()}</Badge>}
      facts={[
        `Models of ${rangeText(fromMs, toMs, zone)}`,
        `${fixed(world.batchesAtMs.length)} batches of data`,
        ...(surface === null
          ? []
          : [`seed ${surface.seed}`, `computed ${surface.computedAt.slice(0, 10)}`]),
      ].join(" · ")}
      actions={
        <>
          <Choice
            label="Policy"
            value={path.policy}
            options={options}
            onChange={view.selectPolicy}
          />
          <Button onClick={onExplore} title="The same scenario in the picture">
            Explore
          </Button>
        </>
      }
    />
  );
}
