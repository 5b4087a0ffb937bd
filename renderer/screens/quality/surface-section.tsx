/** The surface as a picture with the policy's path, or as a table of models by age. */
import { Button } from "../../widgets/button.tsx";
import { CopyButton } from "../../widgets/copy-button.tsx";
import { NumberTable } from "../../widgets/number-table.tsx";
import { Hint, Section } from "../shared/section.tsx";
import { surfaceSvg } from "./export-svg.ts";
import styles from "./surface.module.css";
import { SurfaceLegend } from "./surface-legend.tsx";
import { SurfaceMap } from "./surface-map.tsx";
import { agesTable, surfaceCsv } from "./tables.ts";
import { cellAt, type ModelsView } from "./view.ts";
import { accuracyText, batchText } from "./words.ts";

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
          <p className={styles.reading} aria-hidden="true">
            {spotText(view)}
          </p>
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

/** In narrow windows the panel of the cell stands far below the map. */
function spotText({ spot, table, world }: ModelsView): string {
  const cell = spot === null ? null : cellAt(table, spot);
  if (spot === null || cell === null) return "Point at a cell to read it.";
  const [model, batch] = [batchText(world, spot.trainedOn), batchText(world, spot.scoredOn)];
  return `Model of ${model} on ${batch}: ${accuracyText(cell.accuracy)}`;
}
