/** Named maxima of the connection between the app and the engine. */

/** Largest message, in bytes: a grid history of the largest size, with room for JSON's escapes. */
export const MAX_MESSAGE_BYTES = 160 * 1_048_576;
/** Most issues sent back for one call that does not fit the contract. */
export const MAX_INPUT_ISSUES = 20;
/** Most arguments of one call. */
export const MAX_ARGUMENTS = 8;
