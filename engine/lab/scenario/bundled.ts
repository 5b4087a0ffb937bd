/** Where the scenarios lie that come with the program. */
import { join } from "node:path";

export const BUNDLED_SCENARIOS = join(import.meta.dirname, "../../../scenarios");
