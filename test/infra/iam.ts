import type { Template } from "aws-cdk-lib/assertions";
import { all, type Properties, text } from "./template.ts";

/** Whether a caller may do an action on a resource, named as in `text`: "<Table.Arn>"; `partition` of the table. */
export type Allows = (caller: string, action: string, resource: string, partition?: string) => boolean;

/** IAM, as far as the stack uses it: the statements of the template's own policies, for callers named as functions. */
export function policiesOf(template: Template): Allows {
  const statements = (caller: string) =>
    all(template, "AWS::IAM::Policy")
      .filter(([, { Properties }]) =>
        Properties.Roles.some((role: unknown) => text(role).toLowerCase() === `<${caller}role>`),
      )
      .flatMap(([, { Properties }]): Properties[] => Properties.PolicyDocument.Statement);
  return (caller, action, resource, partition) =>
    statements(caller).some(
      ({ Effect, Action, Resource, Condition }) =>
        Effect === "Allow" &&
        [Action].flat().includes(action) &&
        [Resource].flat().some((pattern: unknown) => matches(text(pattern), resource)) &&
        holds(Condition, partition),
    );
}

function holds(condition: Properties | undefined, partition: string | undefined): boolean {
  const keys: string[] | undefined = condition?.["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"];
  return keys === undefined || (partition !== undefined && keys.some((pattern) => matches(pattern, partition)));
}

/** IAM's `*`. */
function matches(pattern: string, value: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(value);
}
