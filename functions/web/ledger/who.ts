import type { MissionTerm } from "../../../shared/acts/missions.ts";
import type { Agreement } from "../../../shared/agreement/state.ts";
import type { Asker } from "../../../shared/chain/event.ts";
import { actingAs, organisationOf } from "../../../shared/deliverable/holder.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Offered } from "../../../shared/ledger/offered.ts";
import type { Entry } from "../../../shared/ledger/state.ts";
import type { AgreementStandpoint } from "../../../shared/sight/agreements.ts";
import { loadAgreement } from "../../../shared/stored/agreement.ts";
import type { LedgerEntry } from "../../../shared/stored/ledger.ts";
import type { Holder } from "../../../shared/values.ts";
import { standpointOf } from "../agreements/who.ts";
import { param } from "../http/answer.ts";
import type { Visitor } from "../http/context.ts";
import { coordinates } from "../http/rights.ts";
import type { Who } from "../http/route.ts";
import { theVisitor } from "../http/visitor.ts";
import { entering, meetingGoers, type SeenMeeting } from "../meetings/who.ts";

// what entries are kept by is loaded when somebody asks for them
const entries = () => import("../../../shared/sight/entering.ts");
const ledgers = () => import("../../../shared/stored/ledger.ts");
const missionTerms = () => import("../meetings/mission-terms.ts");

/** Somebody who may enter, and on what; `office`: as a coordinator, for all. */
export type Enterer = { visitor: Visitor; office: boolean; offered: Offered[] };

/** Coordinators, and whose organisation takes part in an action that an open agreement pays. Throws `not-found`. */
export const enterers: Who<Enterer> = {
  name: "who may enter",
  admit: async (c, web) => {
    const visitor = await entering.admit(c, web);
    const office: boolean = coordinates(visitor);
    const { offeredTo } = await entries();
    const offered = await offeredTo(web.ports.store, enteringAs(visitor));
    if (!office && offered.length === 0) throw new Refusal("not-found");
    return { visitor, office, offered };
  },
};

/** As what a visitor looks for what they may enter on. */
export function enteringAs(visitor: Visitor): { coordinator: boolean; organisation: string } {
  return { coordinator: coordinates(visitor), organisation: visitor.person.belongs };
}

/** A visitor as who asks something of a ledger. */
export function askingEntry(visitor: Visitor): Exclude<Asker, "line"> {
  const organisation = organisationOf(visitor.person);
  const asker = { person: visitor.person.id, coordinator: coordinates(visitor) };
  return organisation === undefined ? asker : { ...asker, organisation };
}

/** For whom a visitor enters: their organisation, or themselves where they are of none. */
export function ownHolder({ person }: Visitor): Holder {
  return organisationOf(person) ?? person.id;
}

/** One entry, with the others of its ledger; `own`: it may be undone by who looks, and its note is read. */
export type SeenEntry = {
  visitor: Visitor;
  own: boolean;
  entry: LedgerEntry;
  ledger: LedgerEntry[];
  agreement: Agreement;
};

/**
 * Of the entry in the path: coordinators, who entered it or did it, their organisation, and who is of the funder of its agreement. Throws
 * `not-found`.
 */
export const seeingEntry: Who<SeenEntry> = {
  name: "those of the entry",
  admit: async (c, web) => {
    const visitor = await entering.admit(c, web);
    const { entriesInLedger } = await ledgers();
    const ledger = await entriesInLedger(web.ports.store, param(c, "ledger"));
    const entry = ledger.find(({ id }) => id === param(c, "entry"));
    const loaded = entry && (await loadAgreement(web.ports.store, entry.agreement));
    if (!loaded) throw new Refusal("not-found");
    const own = coordinates(visitor) || isOwn(visitor, entry);
    if (!own && (await standpointOf(web, visitor, loaded.state)) !== "funder") throw new Refusal("not-found");
    return { visitor, own, entry, ledger, agreement: loaded.state };
  },
};

/** The same, of those who may undo it. Throws `not-found`. */
export const undoingEntry: Who<SeenEntry> = {
  name: "whose entry it is",
  admit: async (c, web) => {
    const seen = await seeingEntry.admit(c, web);
    if (!seen.own) throw new Refusal("not-found");
    return seen;
  },
};

function isOwn({ person }: Visitor, entry: Pick<Entry, "by" | "person"> & { holder: Holder }): boolean {
  return actingAs(person).includes(entry.holder) || [entry.by, entry.person].includes(person.id);
}

/** The entries on an agreement as somebody sees them; `of`: of one holder alone. */
export type SeenEntries = { visitor: Visitor; agreement: Agreement; standpoint: AgreementStandpoint; of?: Holder };

/** Those of the agreement in the path: coordinators and who is of its funder all, members of the network their own. Throws `not-found`. */
export const seeingEntries: Who<SeenEntries> = {
  name: "those of the agreement",
  admit: async (c, web) => {
    const visitor = theVisitor(c);
    const loaded = await loadAgreement(web.ports.store, param(c, "agreement"));
    const standpoint = loaded && (await standpointOf(web, visitor, loaded.state));
    if (!loaded || !standpoint) throw new Refusal("not-found");
    const of = standpoint === "member" ? { of: ownHolder(visitor) } : {};
    return { visitor, agreement: loaded.state, standpoint, ...of };
  },
};

/**
 * The same, but who is of its funder: files that they have are of statements that were sent, and told of. Throws `not-found`.
 */
export const takingEntries: Who<SeenEntries> = {
  name: "those of the agreement, but its funder",
  admit: async (c, web) => {
    const seen = await seeingEntries.admit(c, web);
    if (seen.standpoint === "funder") throw new Refusal("not-found");
    return seen;
  },
};

/** A meeting whose comings are paid, and by what. */
export type PaidMeeting = SeenMeeting & { terms: MissionTerm[] };

/**
 * Of the meeting in the path, which was held and whose comings an agreement pays: coordinators, for all who came, and whoever came and may
 * enter on that agreement, for themselves. Throws `not-found`.
 */
export const missionGoers: Who<PaidMeeting> = {
  name: "who came",
  admit: async (c, web) => {
    const seen = await meetingGoers.admit(c, web);
    const { missionTermsFor } = await missionTerms();
    const terms = await missionTermsFor(web, seen);
    if (terms.length === 0) throw new Refusal("not-found");
    return { ...seen, terms };
  },
};
