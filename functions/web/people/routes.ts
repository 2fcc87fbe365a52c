import { toConfirm } from "../components/confirmation.ts";
import { coordinators, get, post, type Route } from "../http/route.ts";
import { add, change, entry, newPerson, people, person } from "./people.ts";
import {
  endPersonLinks,
  nothing,
  personLink,
  personLinkEnd,
  removal,
  remove,
  sendPersonLink,
} from "./person-access.ts";
import { ofAnother, ofPerson } from "./who.ts";

/** The directory, and what lets someone of it in or ends that: a link sent, all their links ended, their removal. */
export const peopleRoutes: Route[] = [
  get("people", coordinators, people),
  post("people", coordinators, entry, add),
  get("newPerson", coordinators, newPerson),
  get("person", ofPerson, person),
  post("person", ofPerson, entry, change),
  get("personLink", ofPerson, personLink),
  post("personLink", ofPerson, toConfirm(nothing), sendPersonLink),
  get("personLinkEnd", ofPerson, personLinkEnd),
  post("personLinkEnd", ofPerson, toConfirm(nothing), endPersonLinks),
  get("removal", ofAnother, removal),
  post("removal", ofAnother, toConfirm(nothing), remove),
];
