import { coordinators, get, late, post, type Route } from "../http/route.ts";
import {
  advancing,
  changeEntry,
  counting,
  newAgreement,
  paying,
  removing,
  reporting,
  termEntry,
} from "./agreement-entry.ts";
import { ofAgreement, seeingAgreement } from "./who.ts";

// what the texts of agreements come with
const lists = () => import("./agreements.ts");
const pages = () => import("./agreement.ts");
const forms = () => import("./agreement-form.ts");
const terms = () => import("./term-form.ts");
const acts = () => import("./acts.ts");
const histories = () => import("./history.ts");

/** Agreements with funders: what they pay, what was received of it, when a report is due. */
export const agreementRoutes: Route[] = [
  get("agreements", coordinators, late(lists, "agreements")),
  get("newAgreement", coordinators, late(forms, "newAgreement")),
  post("newAgreement", coordinators, newAgreement, late(forms, "openAgreement")),
  get("agreement", seeingAgreement, late(pages, "agreement")),
  get("agreementChange", ofAgreement, late(forms, "agreementChange")),
  post("agreementChange", ofAgreement, changeEntry, late(forms, "changeAgreement")),
  get("agreementHistory", ofAgreement, late(histories, "agreementHistory")),
  post("agreementStage", ofAgreement, advancing, late(acts, "advance")),
  post("agreementReport", ofAgreement, reporting, late(acts, "report")),
  post("payments", ofAgreement, paying, late(acts, "pay")),
  post("payment", ofAgreement, counting, late(acts, "countPayment")),
  get("newTerm", ofAgreement, late(terms, "newTerm")),
  post("newTerm", ofAgreement, termEntry, late(terms, "addTerm")),
  get("term", ofAgreement, late(terms, "term")),
  post("term", ofAgreement, termEntry, late(terms, "changeTerm")),
  post("termRemoval", ofAgreement, removing, late(terms, "removeTerm")),
];
