/** What policies know of the hours ahead: the forecast model and its settings, for all policies. */
import type { SettingValue } from "../../preview/fields.ts";
import {
  forecastFields,
  forecastSettings,
  honestModels,
  modelAbout,
  modelName,
  restsOnTruth,
  TRUTH_MODELS,
  withModel,
  withSetting,
} from "../../preview/forecast-fields.ts";
import type { ForecastModel } from "../../preview/types.ts";
import { Choice } from "../../widgets/choice.tsx";
import styles from "./forecast-panel.module.css";
import { SettingFields } from "./setting-fields.tsx";
import type { View } from "./view.ts";

const optionsOf = (models: readonly ForecastModel[]) =>
  models.map((model) => ({ value: model, label: modelName(model) }));

export function ForecastPanel({ view }: { readonly view: View }) {
  const { history, edits, answer } = view;
  const settings = edits.edits.forecast ?? forecastSettings(answer.base.grid.forecast);
  const { model } = settings;
  const groups = [
    { label: "Known at the time", options: optionsOf(honestModels(answer.base)) },
    { label: "Rests on the truth", options: optionsOf(TRUTH_MODELS) },
  ];
  const change = (key: string, value: SettingValue) =>
    history.setForecast(withSetting(settings, key, Number(value)));
  return (
    <details className={styles.fold}>
      <summary>
        <h2>Forecast</h2>
        <span>{modelName(model)}</span>
        {restsOnTruth(model) ? <i className={styles.truth}>Rests on the truth</i> : null}
      </summary>
      <div className={styles.fields}>
        <Choice
          label="Model"
          value={model}
          groups={groups}
          onChange={(next) =>
            history.setForecast(withModel(settings, next as ForecastModel, answer.world))
          }
        />
        <SettingFields
          settings={forecastFields(settings)}
          onBegin={(key) => history.begin(`forecast ${key}`)}
          onEnd={() => history.end()}
          onChange={change}
        />
      </div>
      <p className={styles.hint}>{about(model)}</p>
      <p className={styles.hint}>{readers(view)}</p>
    </details>
  );
}

function about(model: ForecastModel): string {
  const truth = " Nobody has it in production: what it saves is an upper bound.";
  return `${modelAbout(model)}${restsOnTruth(model) ? truth : ""}`;
}

/** Who looks at it, as found in the replays. */
function readers({ answer }: View): string {
  const { forecastReaders, results } = answer;
  const titles = results
    .filter(({ policy }) => forecastReaders.includes(policy))
    .map(({ title }) => title);
  if (titles.length === 0) return "No policy of this scenario looks at it.";
  if (titles.length === results.length) return "Every policy looks at it.";
  return `Looked at by ${titles.join("; ")}. The others are the same under every forecast.`;
}
