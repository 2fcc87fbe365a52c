import { Refusal } from "../../shared/errors.ts";
import { say } from "../say.ts";
import { awsFault } from "./aws.ts";
import { type Fault, pathFault } from "./path.ts";

/** What went wrong outside of the program, and what to do about it; undefined for any other error. */
export function faultOf(error: unknown, environment: NodeJS.ProcessEnv): Fault | undefined {
  if (error instanceof Refusal && error.code === "outcome-unknown") return undefined;
  const cause = error instanceof Refusal ? error.cause : error;
  const fault = pathFault(cause) ?? (environment.LIVRABLE_TABLE ? awsFault(cause, environment) : undefined);
  if (fault) return fault;
  const unopened = error instanceof Refusal && error.code === "store-unreachable" && error.details.cause;
  return unopened ? { key: "fault.data", values: { cause: unopened } } : undefined;
}

/** The same in a sentence. */
export function faultSentence(error: unknown, environment: NodeJS.ProcessEnv): string | undefined {
  const fault = faultOf(error, environment);
  return fault && say(fault.key, fault.values);
}
