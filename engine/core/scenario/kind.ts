/** What the texts of a document stand for, where the JSON type does not say it. */
import { z } from "zod";

export type TextKind = "duration" | "date" | "file";

/** A schema that is refined or described further keeps what it stands for. */
export const textKinds = z.registry<{ kind: TextKind }>();
