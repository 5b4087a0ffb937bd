/** An expression in a document, read at once so that what is wrong with it has a place. */
import { z } from "zod";
import { parseExpression } from "../expression/parse.ts";
import { ExpressionError } from "../expression/value.ts";

export const formula = z.strictObject({
  expression: z
    .string()
    .superRefine((text, context) => {
      const message = expressionProblem(text);
      if (message !== undefined) context.addIssue({ code: "custom", message, input: text });
    })
    .describe("An expr-lang expression over inputs.parameters.<name>"),
});

function expressionProblem(text: string): string | undefined {
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const place = error.position === undefined ? "" : `, character ${error.position + 1}`;
    return `the expression cannot be read: ${error.message}${place}`;
  }
}
