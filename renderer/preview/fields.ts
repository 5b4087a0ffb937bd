/** A parameter as a field to fill in: its label, its unit, and what it may be. */

export type SettingValue = number | boolean | string;

interface Named {
  /** Name in the document's plain data. */
  readonly key: string;
  readonly label: string;
  /** A sentence on what it does; empty where nothing is known. */
  readonly about: string;
}

/** `shown` is what stands in the field; `scale` times it is what the engine gets. */
export interface NumberSetting extends Named {
  readonly kind: "number";
  readonly unit: string;
  readonly shown: number;
  readonly scale: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly bigStep: number;
}

export interface ChoiceSetting extends Named {
  readonly kind: "choice";
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface SwitchSetting extends Named {
  readonly kind: "switch";
  readonly value: boolean;
}

/** What can only be read here, because it has no field of its own. */
export interface TextSetting extends Named {
  readonly kind: "text";
  readonly text: string;
}

export type Setting = NumberSetting | ChoiceSetting | SwitchSetting | TextSetting;

/** The engine's number for a number in the field; binary fractions do not show through. */
export function toEngine({ scale }: NumberSetting, shown: number): number {
  return Number((shown * scale).toPrecision(12));
}

export function toShown(value: number, scale: number): number {
  return Number((value / scale).toPrecision(12));
}
