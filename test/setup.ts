/** Property tests draw the same cases in every run; LOWTIDE_SEED draws others. */
import fc from "fast-check";

const seed = Number(process.env.LOWTIDE_SEED ?? 20_240_229);

fc.configureGlobal({ seed });
