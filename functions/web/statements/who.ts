import type { Agreement } from "../../../shared/agreement/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { actionRef } from "../../../shared/programme/state.ts";
import { agreementShownTo, standpointOnAgreement } from "../../../shared/sight/agreements.ts";
import { agreementsOf, loadAgreement } from "../../../shared/stored/agreement.ts";
import { type SeenAgreement, seeingAgreement } from "../agreements/who.ts";
import { coordinators, type Who } from "../http/route.ts";
import { type SeenAction, seeingAction } from "../programme/who.ts";

/** Those who see all that was entered on the agreement in the path: coordinators, and who is of its funder. Throws `not-found`. */
export const stating: Who<SeenAgreement> = {
  name: "coordinators, who is of its funder",
  admit: async (c, web) => {
    const seen = await seeingAgreement.admit(c, web);
    if (!agreementShownTo[seen.standpoint].every) throw new Refusal("not-found");
    return seen;
  },
};

/** Coordinators, of the same: files of what was not sent are theirs alone, since nothing tells who has them. Throws `not-found`. */
export const filing: Who<SeenAgreement> = {
  name: coordinators.name,
  admit: async (c, web) => {
    await coordinators.admit(c, web);
    return stating.admit(c, web);
  },
};

/** An action, with those agreements that pay it of which somebody sees all that was entered. */
export type StatedAction = Pick<SeenAction, "visitor" | "programme" | "action"> & {
  office: boolean;
  agreements: Agreement[];
};

/** Coordinators, and who is of a funder of the action in the path, to whom no agreement of another is there. Throws `not-found`. */
export const statingAction: Who<StatedAction> = {
  name: "coordinators, who is of one of its funders",
  admit: async (c, { ports, ...web }) => {
    const { visitor, programme, action, onlooker } = await seeingAction.admit(c, { ports, ...web });
    const summaries = await agreementsOf(ports.store, actionRef(programme.id, action.id));
    const seen = await Promise.all(
      summaries.map(async (summary) => {
        const standpoint = await standpointOnAgreement(ports.store, onlooker, summary);
        if (!standpoint || !agreementShownTo[standpoint].every) return [];
        return [(await loadAgreement(ports.store, summary.id))?.state ?? []].flat();
      }),
    );
    const agreements = seen.flat();
    if (agreements.length === 0 && !onlooker.coordinator) throw new Refusal("not-found");
    return { visitor, programme, action, office: onlooker.coordinator, agreements };
  },
};

/** Coordinators, of the same. Throws `not-found`. */
export const filingAction: Who<StatedAction> = {
  name: coordinators.name,
  admit: async (c, web) => {
    await coordinators.admit(c, web);
    return statingAction.admit(c, web);
  },
};
