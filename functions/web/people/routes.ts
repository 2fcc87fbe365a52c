import { nothing, toConfirm } from "../components/confirmation.ts";
import { coordinators, get, late, post, type Route } from "../http/route.ts";
import { importList, peopleImport, readList } from "./import.ts";
import {
  addedOrganisation,
  changedOrganisation,
  newOrganisation,
  organisation,
  organisationEntry,
  organisations,
} from "./organisations.ts";
import { add, change, entry, newPerson, people, person } from "./people.ts";
import { ofAnother, ofOrganisation, ofPerson } from "./who.ts";

const accesses = () => import("./person-access.ts");

/** The directory, its organisations, and what lets someone of it in or ends that: a link sent, all their links ended, their removal. */
export const peopleRoutes: Route[] = [
  get("people", coordinators, people),
  post("people", coordinators, entry, add),
  get("newPerson", coordinators, newPerson),
  get("peopleImport", coordinators, peopleImport),
  post("peopleImport", coordinators, readList, importList),
  get("person", ofPerson, person),
  post("person", ofPerson, entry, change),
  get("personLink", ofPerson, late(accesses, "personLink")),
  post("personLink", ofPerson, toConfirm(nothing), late(accesses, "sendPersonLink")),
  get("personLinkEnd", ofPerson, late(accesses, "personLinkEnd")),
  post("personLinkEnd", ofPerson, toConfirm(nothing), late(accesses, "endPersonLinks")),
  get("removal", ofAnother, late(accesses, "removal")),
  post("removal", ofAnother, toConfirm(nothing), late(accesses, "remove")),
  get("organisations", coordinators, organisations),
  post("organisations", coordinators, organisationEntry, addedOrganisation),
  get("newOrganisation", coordinators, newOrganisation),
  get("organisation", ofOrganisation, organisation),
  post("organisation", ofOrganisation, organisationEntry, changedOrganisation),
];
