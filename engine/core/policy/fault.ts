/** A fault of a policy that shows only while it decides. */
import { IssueError, problem } from "../issue.ts";

/** Carries an issue whose path is a field of the policy; whoever runs the policy knows where that stands. */
export class PolicyFault extends IssueError {
  readonly policy: string;
  readonly field: string;

  constructor(policy: string, field: string, message: string) {
    const hint =
      "Guard the expression against this case, such as with 'a == 0 ? false : b / a > 1'.";
    super([
      problem("policy/expression", `'${field}' of '${policy}' fails: ${message}`, hint, {
        path: field,
      }),
    ]);
    this.policy = policy;
    this.field = field;
  }
}
