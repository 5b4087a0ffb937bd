/** The surface as a picture with the policy's path, or as a table of models by age. */
import { Button } from "../../widgets/button.tsx";
import { CopyButton } from "../../widgets/copy-button.tsx";
import { NumberTable } from "../../widgets/number-table.tsx";
import { Hint, Section } from "../accounting/section.tsx";
import { surfaceSvg } from "./export-svg.ts";
import { SurfaceLegend } from "./surface-legend.tsx";
import { SurfaceMap } from "./surface-map.tsx";
import { agesTable, surfaceCsv } from "./tables.ts";
import type { ModelsView } from "./view.ts";

export function SurfaceSection({ view }: { readonly view: ModelsView }) {
  const { look, setLook } = view;
  return (
    <Section
      title="Quality surface"
      actions={
        <>
          <Button
            aria-pressed={look.asTable}
            onClick={() => setLook({ asTable: !look.asTable })}
            title="Picture or table (T)"
          >
            View as table
          </Button>
          <CopyButton text={() => surfaceCsv(view)} />
          <CopyButton label="Copy as SVG" text={() => surfaceSvg(view)} />
        </>
      }
    >
      {look.asTable ? (
        <NumberTable {...agesTable(view)} tall />
      ) : (
        <>
          <SurfaceMap view={view} />
          <SurfaceLegend view={view} />
        </>
      )}
      <Hint>
        Along a row a model meets data that is further and further from what it knows; along a
        column stand all models that could have served a batch. The line is what served: it steps up
        where a new model took over.
      </Hint>
    </Section>
  );
}
