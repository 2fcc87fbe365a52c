import { toConfirm } from "../components/confirmation.ts";
import { picked } from "../components/picking.ts";
import { coordinators, get, having, late, post, postAs, type Route } from "../http/route.ts";
import { chase, chasing } from "./chase.ts";
import { deliverable } from "./deliverable.ts";
import { deliverables } from "./deliverables.ts";
import { invitation, invite } from "./invitation.ts";
import { end, ending, links } from "./links.ts";
import { changesSchema, peopleFields, planSchema } from "./plan.ts";
import { withdraw, withdrawal, withdrawing } from "./withdrawal.ts";

const coordinator = having("coordinator");
// what coordinators do now and then
const plans = () => import("./new.ts");
const partForms = () => import("./parts.ts");
const amendments = () => import("./changes.ts");

/** A deliverable from its plan to its withdrawal: where it stands, and what its coordinator arranges around it. */
export const deliverableRoutes: Route[] = [
  get("newDeliverable", coordinators, late(plans, "newDeliverable")),
  post("newDeliverable", coordinators, picked(planSchema, peopleFields), late(plans, "check")),
  post("changeNew", coordinators, planSchema, late(plans, "changeNew")),
  get("deliverables", coordinators, deliverables),
  post("deliverables", coordinators, picked(planSchema, peopleFields), late(plans, "create")),
  get("deliverable", having("coordinator", "author"), deliverable),
  get("changes", coordinator, late(amendments, "changes")),
  post("changes", coordinator, picked(changesSchema, peopleFields), late(amendments, "change")),
  get("parts", coordinator, late(partForms, "parts")),
  postAs("parts", coordinator, late(partForms, "arrange")),
  get("links", coordinator, links),
  post("endLinks", coordinator, ending, end),
  post("invitations", coordinator, invitation, invite),
  post("chases", coordinator, toConfirm(chasing), chase),
  get("withdrawal", coordinator, withdrawal),
  post("withdrawal", coordinator, withdrawing, withdraw),
];
