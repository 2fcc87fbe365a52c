import { Refusal } from "../../shared/errors.ts";
import { say } from "../say.ts";
import { awsFault } from "./aws.ts";
import { pathFault } from "./path.ts";

/** What went wrong outside of the program, and what to do about it, in a sentence; undefined for any other error. */
export function faultSentence(error: unknown, environment: NodeJS.ProcessEnv): string | undefined {
  const cause = error instanceof Refusal && error.cause !== undefined ? error.cause : error;
  const fault = pathFault(cause) ?? awsFault(cause, environment);
  if (fault) return say(fault.key, fault.values);
  const unopened = error instanceof Refusal && error.code === "store-unreachable" && error.details.cause;
  return unopened ? say("fault.data", { cause: unopened }) : undefined;
}
