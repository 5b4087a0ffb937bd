/** Named maxima: every loop, queue and document in Lowtide has one, so bad input ends with an error. */

/** Longest trace: ten years of 5-minute values. */
export const MAX_TRACE_STEPS = 10 * 366 * 24 * 12;
/** Longest simulated period, in days. */
export const MAX_PERIOD_DAYS = 3_660;
/** Most requests of one workload in one period. */
export const MAX_REQUESTS = 100_000;
/** Most events handled in one replay. */
export const MAX_EVENTS = 20_000_000;
/** Most times that a policy which asks again at an interval may be asked in one replay. */
export const MAX_ASKS = 2_000_000;
/** Most nodes of one workflow run. */
export const MAX_WORKFLOW_NODES = 100_000;
/** Deepest nesting of templates: Argo's own cap. */
export const MAX_TEMPLATE_DEPTH = 100;
/** Most events of one workflow run on the virtual clock. */
export const MAX_RUN_EVENTS = 2_000_000;
/** Deepest nesting that a person may ask for. */
export const MAX_CHOSEN_DEPTH = 10_000;
/** Most items of one loop. */
export const MAX_LOOP_ITEMS = 50_000;
/** Most attempts of one node; a retry without a limit would never end on the virtual clock. */
export const MAX_ATTEMPTS = 1_000;
/** Longest parameter value or result, in characters (Argo keeps the last 256 kB of stdout). */
export const MAX_PARAMETER_LENGTH = 262_144;
/** Largest document that is parsed, in bytes. */
export const MAX_DOCUMENT_BYTES = 1_048_576;
/** Largest catalogue file, or page of published prices, in bytes. */
export const MAX_CATALOGUE_BYTES = 16_777_216;
/** Largest grid history file, in bytes. */
export const MAX_GRID_FILE_BYTES = 134_217_728;
/** Most slots that a policy plans ahead: 17 days of 5 minutes. */
export const MAX_PLAN_SLOTS = 5_000;
/** Most teams that share a scenario's workload. */
export const MAX_TEAMS = 100;
/** Most node pools of one region besides the first. */
export const MAX_NODE_POOLS = 20;
/** Most regions besides home. */
export const MAX_REGIONS = 24;
/** Most policies in one comparison. */
export const MAX_POLICIES = 24;
/** Most parameters that vary in one sweep, and most that are changed for one answer. */
export const MAX_AXES = 8;
export const MAX_CHANGES = 32;
/** Most values of one parameter, and most replays (points times policies) of one sweep. */
export const MAX_AXIS_VALUES = 100_000;
export const MAX_SWEEP_REPLAYS = 1_000_000;
/** Most rows of a sweep in one answer. */
export const MAX_SWEEP_ROWS_READ = 5_000;
/** Most failed points that are listed with their issues. */
export const MAX_FAILURES_LISTED = 100;
/** Most rows of an exported manifest; Impact Framework takes a minute for 100,000. */
export const MAX_EXPORT_ROWS = 200_000;
/** Largest output of another tool that is read, in bytes. */
export const MAX_RESULT_BYTES = 402_653_184;
