/** What goes wrong with a condition. */

/** A condition that cannot be read or evaluated; the step that has it ends in phase Error. */
export class ConditionError extends Error {}
