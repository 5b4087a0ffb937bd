/** The model and the batch under the eye: how good it is there, and what every policy served that batch with. */
import { NumberButton } from "../../widgets/explanation.tsx";
import panel from "../sweep/point-panel.module.css";
import { PolicyName } from "../sweep/policy-name.tsx";
import { cellExplanation } from "./explain.ts";
import { CELL_PANEL_ID } from "./focus-cell.ts";
import { cellAt, type ModelsView, type Spot } from "./view.ts";
import { accuracyText, batchesText, batchText, pointsText } from "./words.ts";

export function CellPanel({ view }: { readonly view: ModelsView }) {
  const { spot } = view;
  return (
    <aside className={panel.panel} aria-label="Model and batch" id={CELL_PANEL_ID}>
      {spot === null ? (
        <>
          <h2>One model on one batch</h2>
          <p className={panel.hint}>
            Point at a cell of the surface, or move there with the arrow keys: what the model has
            lost since its training stands here, and what every policy served the batch with.
          </p>
        </>
      ) : (
        <AtSpot view={view} spot={spot} />
      )}
    </aside>
  );
}

function AtSpot({ view, spot }: { readonly view: ModelsView; readonly spot: Spot }) {
  const { world, table } = view;
  const { trainedOn, scoredOn } = spot;
  const cell = cellAt(table, spot);
  const atTraining = cellAt(table, { trainedOn, scoredOn: trainedOn });
  const fresh = cellAt(table, { trainedOn: scoredOn, scoredOn });
  if (cell === null || atTraining === null || fresh === null) return null;
  const age = scoredOn - trainedOn;
  return (
    <>
      <h2>One model on one batch</h2>
      <dl className={panel.changes}>
        <Row name="Trained up to" text={batchText(world, trainedOn)} />
        <Row name="Scored on" text={batchText(world, scoredOn)} />
        <Row name="Age" text={batchesText(age)} />
      </dl>
      <h3>
        Accuracy
        {cell.carried ? <span> not measured, carried over</span> : null}
      </h3>
      <dl className={panel.changes}>
        <div>
          <dt>Here</dt>
          <dd>
            <NumberButton label="Accuracy here:" explain={() => cellExplanation(view, spot)}>
              {accuracyText(cell.accuracy)}
            </NumberButton>
          </dd>
        </div>
        <Row name="Since its training" text={pointsText(cell.accuracy - atTraining.accuracy)} />
        <Row name="A fresh model instead" text={pointsText(fresh.accuracy - cell.accuracy)} />
      </dl>
      <h3>What served this batch</h3>
      <ul className={panel.policies}>
        {view.paths.map((path) => {
          const served = path.served.find(({ batch }) => batch === scoredOn);
          return (
            <li key={path.policy} data-chosen={path.policy === view.path.policy}>
              <button type="button" onClick={() => view.selectPolicy(path.policy)}>
                <span>
                  <PolicyName policy={path} />
                </span>
                <b>{served === undefined ? "–" : accuracyText(served.accuracy)}</b>
                <small>
                  {served === undefined
                    ? "no model yet"
                    : `model of ${batchText(world, served.trainedOn)}`}
                </small>
              </button>
            </li>
          );
        })}
      </ul>
      <p role="status" className="visually-hidden">
        {`Model of ${batchText(world, trainedOn)} on the batch of ${batchText(world, scoredOn)}: ${accuracyText(cell.accuracy)}`}
      </p>
    </>
  );
}

function Row({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}
