import { canonicalJson } from "../../chain/hash.ts";
import { type Refusing, unless } from "../decided.ts";
import type { Manifest, ManifestPart, State } from "../state.ts";

/** Characters of a manifest's canonical JSON: the state keeps several, within the limits of a row. */
export const maxManifest = 32_768;

/** Refuses `document-too-large`: the state keeps several manifests. */
export function checkManifest(manifest: Manifest): Refusing | undefined {
  return unless(canonicalJson(manifest).length <= maxManifest, "document-too-large");
}

/** The parts of `before` with this one read anew, in the order of the plan. */
export function withPart(
  { id, kind, parts }: Pick<State, "id" | "kind" | "parts">,
  before: Manifest | undefined,
  read: ManifestPart,
): Manifest {
  const present = parts.flatMap((plan) =>
    plan.id === read.part ? read : (before?.parts.find(({ part }) => part === plan.id) ?? []),
  );
  return { schema: 1, deliverable: id, kind, parts: present };
}
