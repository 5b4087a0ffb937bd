/** Parameters as fields, whatever they belong to: numbers, choices, switches, and what can only be read. */
import { type Setting, type SettingValue, toEngine } from "../../preview/fields.ts";
import { Choice } from "../../widgets/choice.tsx";
import { NumberInput } from "../../widgets/number-input.tsx";
import styles from "./setting-fields.module.css";

interface SettingFieldsProps {
  readonly settings: readonly Setting[];
  /** A gesture on one field is one step of undo. */
  onBegin(key: string): void;
  onEnd(): void;
  onChange(key: string, value: SettingValue): void;
}

export function SettingFields({ settings, ...rest }: SettingFieldsProps) {
  return settings.map((setting) => <Field key={setting.key} setting={setting} {...rest} />);
}

type FieldProps = Omit<SettingFieldsProps, "settings"> & { readonly setting: Setting };

function Field({ setting, onBegin, onEnd, onChange }: FieldProps) {
  const { key, label, about } = setting;
  switch (setting.kind) {
    case "number": {
      const { unit, shown, min, max, step, bigStep } = setting;
      return (
        <NumberInput
          label={label}
          unit={unit}
          title={about}
          value={shown}
          {...{ min, max, step, bigStep }}
          onBegin={() => onBegin(key)}
          onChange={(value) => onChange(key, toEngine(setting, value))}
          onEnd={onEnd}
        />
      );
    }
    case "choice": {
      const { value, options } = setting;
      const change = (next: string) => onChange(key, next);
      return <Choice label={label} title={about} {...{ value, options }} onChange={change} />;
    }
    case "switch":
      return (
        <label className={styles.switch} title={about}>
          <span>{label}</span>
          <input
            type="checkbox"
            checked={setting.value}
            onChange={(event) => onChange(key, event.target.checked)}
          />
        </label>
      );
    case "text":
      return (
        <p className={styles.readOnly} title={about}>
          <span>{label}</span>
          <b>{setting.text}</b>
        </p>
      );
  }
}
