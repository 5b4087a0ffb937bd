/** Puts the focus on an assumption's field, wherever on the screen it was asked for. */

/** The id of a field in the panel; PUE by factor and PUE itself are one field. */
export function fieldId(assumption: string): string {
  return `assume-${assumption === "pueFactor" ? "pue" : assumption}`;
}

export function focusField(assumption: string): void {
  const field = document.getElementById(fieldId(assumption));
  const input = field?.querySelector<HTMLElement>("input, select");
  field?.scrollIntoView({ block: "nearest" });
  input?.focus({ preventScroll: true });
}
