/** System, light or dark: three small radio buttons. */
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import { chooseTheme, type ThemeChoice, useTheme } from "./theme/theme.ts";
import styles from "./theme-switch.module.css";

const CHOICES: readonly (readonly [ThemeChoice, string])[] = [
  ["system", "Auto"],
  ["light", "Light"],
  ["dark", "Dark"],
];

export function ThemeSwitch() {
  const { choice } = useTheme();
  return (
    <RadioGroup
      aria-label="Theme"
      className={styles.group}
      value={choice}
      onValueChange={(value) => chooseTheme(value as ThemeChoice)}
    >
      {CHOICES.map(([value, label]) => (
        <Radio.Root key={value} value={value} aria-label={label} className={styles.choice}>
          {label}
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
