/** Deletes a sweep after one more question: its rows cannot be brought back. */
import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Button } from "../../widgets/button.tsx";
import styles from "./dialog.module.css";

interface DeleteButtonProps {
  readonly name: string;
  readonly disabled: boolean;
  onDelete(): void;
}

export function DeleteButton({ name, disabled, onDelete }: DeleteButtonProps) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger
        disabled={disabled}
        render={<Button kind="bare" aria-label={`Delete ${name}`} />}
      >
        Delete
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup className={styles.popup}>
          <AlertDialog.Title className={styles.title}>Delete this sweep?</AlertDialog.Title>
          <AlertDialog.Description className={styles.text}>
            {name}: all its rows go with it. They can only be had again by another sweep.
          </AlertDialog.Description>
          <div className={styles.actions}>
            <AlertDialog.Close render={<Button />}>Keep it</AlertDialog.Close>
            <AlertDialog.Close render={<Button kind="main" onClick={onDelete} />}>
              Delete
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
