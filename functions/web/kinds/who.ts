import { Refusal } from "../../../shared/errors.ts";
import type { Kind } from "../../../shared/kinds/kind.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import type { Hash } from "../../../shared/values.ts";
import { param } from "../http/answer.ts";
import { coordinators, type Who } from "../http/route.ts";

/** A kind, and the hash of it as it is now. */
export type OpenedKind = { kind: Kind; hash: Hash };

/** Coordinators, of the kind in the path. Throws `not-found`. */
export const ofKind: Who<OpenedKind> = {
  name: coordinators.name,
  admit: async (c, web) => {
    await coordinators.admit(c, web);
    try {
      return await loadKind(web.ports.assets, param(c, "kind"));
    } catch (error) {
      throw error instanceof Refusal && error.code === "kind-unknown" ? new Refusal("not-found") : error;
    }
  },
};
