import type { State } from "../../../shared/deliverable/state.ts";
import type { Hash } from "../../../shared/values.ts";

/** The file that a version's part came from: the upload that made it, or the last that brought it. */
export function uploadOf({ uploads }: State, part: string, version: Hash): { id: string; name: string } | undefined {
  const accepted = Object.entries(uploads).filter(([, upload]) => upload.part === part && upload.status === "accepted");
  const found = accepted.find(([, upload]) => upload.version === version) ?? accepted.at(-1);
  return found && { id: found[0], name: found[1].name };
}
