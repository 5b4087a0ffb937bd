/** This process among others on the machine. */

/** Identifies this process while it lives. */
export function ownProcessId(): number {
  return process.pid;
}

/** Whether a process lives; true as well where it belongs to somebody else. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
