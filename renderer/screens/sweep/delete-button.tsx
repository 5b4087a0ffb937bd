/** Deletes a sweep after one more question: its rows cannot be brought back. */
import { ConfirmButton } from "../shared/confirm-button.tsx";

interface DeleteButtonProps {
  readonly name: string;
  readonly disabled: boolean;
  onDelete(): void;
}

export function DeleteButton({ name, disabled, onDelete }: DeleteButtonProps) {
  return (
    <ConfirmButton
      label="Delete"
      name={`Delete ${name}`}
      kind="bare"
      title="Delete this sweep?"
      text={`${name}: all its rows go with it. They can only be had again by another sweep.`}
      keep="Keep it"
      disabled={disabled}
      onConfirm={onDelete}
    />
  );
}
