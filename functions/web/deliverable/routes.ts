import { toConfirm } from "../components/confirmation.ts";
import { picked } from "../components/picking.ts";
import { coordinators, get, having, late, post, postAs, type Route, readLate } from "../http/route.ts";

const lists = () => import("./deliverables.ts");
const pages = () => import("./deliverable.ts");
const linkPages = () => import("./links.ts");
const chases = () => import("./chase.ts");
const invitations = () => import("./invitation.ts");
const withdrawals = () => import("./withdrawal.ts");
const undoings = () => import("./undo.ts");
const planEntries = () => import("./plan.ts");

const coordinator = having("coordinator");
// what coordinators do now and then
const plans = () => import("./new.ts");
const partForms = () => import("./parts.ts");
const amendments = () => import("./changes.ts");

/** A deliverable from its plan to its withdrawal: where it stands, and what its coordinator arranges around it. */
export const deliverableRoutes: Route[] = [
  get("newDeliverable", coordinators, late(plans, "newDeliverable")),
  post(
    "newDeliverable",
    coordinators,
    readLate(async () => {
      const { peopleFields, planSchema } = await planEntries();
      return picked(planSchema, peopleFields);
    }),
    late(plans, "check"),
  ),
  post(
    "changeNew",
    coordinators,
    readLate(async () => (await planEntries()).planSchema),
    late(plans, "changeNew"),
  ),
  get("deliverables", coordinators, late(lists, "deliverables")),
  post(
    "deliverables",
    coordinators,
    readLate(async () => {
      const { peopleFields, planSchema } = await planEntries();
      return picked(planSchema, peopleFields);
    }),
    late(plans, "create"),
  ),
  get("deliverable", having("coordinator", "author"), late(pages, "deliverable")),
  get("changes", coordinator, late(amendments, "changes")),
  post(
    "changes",
    coordinator,
    readLate(async () => {
      const { changesSchema, peopleFields } = await planEntries();
      return picked(changesSchema, peopleFields);
    }),
    late(amendments, "change"),
  ),
  get("parts", coordinator, late(partForms, "parts")),
  postAs("parts", coordinator, late(partForms, "arrange")),
  get("links", coordinator, late(linkPages, "links")),
  post(
    "endLinks",
    coordinator,
    readLate(async () => (await linkPages()).ending),
    late(linkPages, "end"),
  ),
  post(
    "invitations",
    coordinator,
    readLate(async () => (await invitations()).invitation),
    late(invitations, "invite"),
  ),
  post(
    "chases",
    coordinator,
    readLate(async () => toConfirm((await chases()).chasing)),
    late(chases, "chase"),
  ),
  get("withdrawal", coordinator, late(withdrawals, "withdrawal")),
  post(
    "withdrawal",
    coordinator,
    readLate(async () => (await withdrawals()).withdrawing),
    late(withdrawals, "withdraw"),
  ),
  post(
    "undo",
    having("coordinator", "author", "reviewer"),
    readLate(async () => toConfirm((await undoings()).undoing)),
    late(undoings, "undo"),
  ),
];
