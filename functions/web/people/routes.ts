import { nothing, toConfirm } from "../components/confirmation.ts";
import { coordinators, get, post, type Route } from "../http/route.ts";
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
import { endPersonLinks, personLink, personLinkEnd, removal, remove, sendPersonLink } from "./person-access.ts";
import { ofAnother, ofOrganisation, ofPerson } from "./who.ts";

/** The directory, its organisations, and what lets someone of it in or ends that: a link sent, all their links ended, their removal. */
export const peopleRoutes: Route[] = [
  get("people", coordinators, people),
  post("people", coordinators, entry, add),
  get("newPerson", coordinators, newPerson),
  get("peopleImport", coordinators, peopleImport),
  post("peopleImport", coordinators, readList, importList),
  get("person", ofPerson, person),
  post("person", ofPerson, entry, change),
  get("personLink", ofPerson, personLink),
  post("personLink", ofPerson, toConfirm(nothing), sendPersonLink),
  get("personLinkEnd", ofPerson, personLinkEnd),
  post("personLinkEnd", ofPerson, toConfirm(nothing), endPersonLinks),
  get("removal", ofAnother, removal),
  post("removal", ofAnother, toConfirm(nothing), remove),
  get("organisations", coordinators, organisations),
  post("organisations", coordinators, organisationEntry, addedOrganisation),
  get("newOrganisation", coordinators, newOrganisation),
  get("organisation", ofOrganisation, organisation),
  post("organisation", ofOrganisation, organisationEntry, changedOrganisation),
];
