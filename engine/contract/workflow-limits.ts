/** How much may be opened at once: the app refuses early what the engine would refuse at its door. */
import { MAX_DOCUMENT_BYTES } from "../core/limits.ts";

/** Most files that are opened together: a workflow and its library. */
export const MAX_WORKFLOW_FILES = 100;
/** Most parameters that are set by hand for one run. */
export const MAX_SET_PARAMETERS = 200;
/** Longest file, in characters. */
export const MAX_WORKFLOW_FILE_LENGTH = MAX_DOCUMENT_BYTES;
