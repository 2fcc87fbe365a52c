import type { Agreement } from "../../../shared/agreement/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { type AgreementStandpoint, standpointOnAgreement } from "../../../shared/sight/agreements.ts";
import { loadAgreement } from "../../../shared/stored/agreement.ts";
import { param } from "../http/answer.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import { coordinates, entered } from "../http/rights.ts";
import { coordinators, type Who } from "../http/route.ts";
import { theVisitor } from "../http/visitor.ts";

/** An agreement, and the coordinator who looks at it. */
export type OpenedAgreement = { agreement: Agreement; visitor: Visitor };
/** An agreement as somebody sees it, and as what. */
export type SeenAgreement = OpenedAgreement & { standpoint: AgreementStandpoint };

/** Coordinators, of the agreement in the path. Throws `not-found`. */
export const ofAgreement: Who<OpenedAgreement> = {
  name: coordinators.name,
  admit: async (c, web) => {
    const visitor = await coordinators.admit(c, web);
    return { visitor, agreement: await agreementInPath(c, web) };
  },
};

/**
 * Those of the agreement in the path: coordinators, who is of its funder, who steers one of its actions or takes part in one. Throws
 * `not-found`.
 */
export const seeingAgreement: Who<SeenAgreement> = {
  name: "those of the agreement",
  admit: async (c, web) => {
    const visitor = theVisitor(c);
    const agreement = await agreementInPath(c, web);
    const standpoint = await standpointOf(web, visitor, agreement);
    if (!standpoint) throw new Refusal("not-found");
    return { visitor, agreement, standpoint };
  },
};

/** As what a visitor sees an agreement; undefined: they do not, or were let in to one thing alone. */
export async function standpointOf(
  { ports }: Web,
  visitor: Visitor,
  agreement: Agreement,
): Promise<AgreementStandpoint | undefined> {
  if (!entered(visitor)) return undefined;
  const onlooker = { coordinator: coordinates(visitor), organisation: visitor.person.belongs };
  return standpointOnAgreement(ports.store, onlooker, agreement);
}

async function agreementInPath(c: PageContext, { ports }: Web): Promise<Agreement> {
  const loaded = await loadAgreement(ports.store, param(c, "agreement"));
  if (!loaded) throw new Refusal("not-found");
  return loaded.state;
}
