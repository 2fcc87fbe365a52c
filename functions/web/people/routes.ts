import { nothing, toConfirm } from "../components/confirmation.ts";
import { coordinators, get, late, post, type Route, readLate } from "../http/route.ts";
import { ofAnother, ofOrganisation, ofPerson } from "./who.ts";

const directories = () => import("./people.ts");
const organisationPages = () => import("./organisations.ts");
const imports = () => import("./import.ts");
const accesses = () => import("./person-access.ts");

/** The directory, its organisations, and what lets someone of it in or ends that: a link sent, all their links ended, their removal. */
export const peopleRoutes: Route[] = [
  get("people", coordinators, late(directories, "people")),
  post(
    "people",
    coordinators,
    readLate(async () => (await directories()).entry),
    late(directories, "add"),
  ),
  get("newPerson", coordinators, late(directories, "newPerson")),
  get("peopleImport", coordinators, late(imports, "peopleImport")),
  post(
    "peopleImport",
    coordinators,
    readLate(async () => (await imports()).readList),
    late(imports, "importList"),
  ),
  get("person", ofPerson, late(directories, "person")),
  post(
    "person",
    ofPerson,
    readLate(async () => (await directories()).entry),
    late(directories, "change"),
  ),
  get("personLink", ofPerson, late(accesses, "personLink")),
  post("personLink", ofPerson, toConfirm(nothing), late(accesses, "sendPersonLink")),
  get("personLinkEnd", ofPerson, late(accesses, "personLinkEnd")),
  post("personLinkEnd", ofPerson, toConfirm(nothing), late(accesses, "endPersonLinks")),
  get("removal", ofAnother, late(accesses, "removal")),
  post("removal", ofAnother, toConfirm(nothing), late(accesses, "remove")),
  get("organisations", coordinators, late(organisationPages, "organisations")),
  post(
    "organisations",
    coordinators,
    readLate(async () => (await organisationPages()).organisationEntry),
    late(organisationPages, "addedOrganisation"),
  ),
  get("newOrganisation", coordinators, late(organisationPages, "newOrganisation")),
  get("organisation", ofOrganisation, late(organisationPages, "organisation")),
  post(
    "organisation",
    ofOrganisation,
    readLate(async () => (await organisationPages()).organisationEntry),
    late(organisationPages, "changedOrganisation"),
  ),
];
