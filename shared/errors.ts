import type warnings from "./i18n/fr/warnings.json";

/** Every refusal of Livrable, by room. Codes are stable; messages are in `i18n/<language>/errors.json`, one a code. */
export const refusalCodes = [
  // reading a file
  "file-not-found",
  "file-is-folder",
  "file-empty",
  "file-too-large",
  "file-type-unknown",
  "file-type-mismatch",
  "file-legacy-doc",
  "file-encrypted",
  "file-macros",
  "file-damaged",
  "archive-hostile",
  "archive-too-large",
  "archive-without-draft",
  "archive-several-drafts",
  "xml-hostile",
  "document-too-large",
  "passage-too-long",
  "document-too-heavy",
  "front-matter-unreadable",
  "front-matter-invalid",
  // kinds and themes
  "kind-unknown",
  "kind-invalid",
  "kind-file-invalid",
  "theme-invalid",
  "json-unreadable",
  "revision-unknown",
  // the programme
  "programme-unknown",
  "programme-exists",
  "programme-invalid",
  "action-unknown",
  "action-exists",
  "programme-changed",
  "kind-changed",
  "kind-exists",
  "kind-named",
  "kind-shipped",
  "action-used",
  "expected-used",
  "action-paid",
  "organisation-exists",
  "organisation-renamed",
  // meetings
  "meeting-unknown",
  "meeting-exists",
  "meeting-changed",
  "meeting-held",
  "meeting-cancelled",
  "meeting-to-come",
  "resolution-unknown",
  "resolution-closed",
  // agreements
  "agreement-unknown",
  "agreement-exists",
  "agreement-changed",
  "term-unknown",
  "payment-unknown",
  "payment-exists",
  "statement-unknown",
  "statement-exists",
  "statement-changed",
  "statements-full",
  "amount-invalid",
  "currency-unknown",
  "currency-used",
  "funder-used",
  "action-entered",
  "entries-before",
  "entries-after",
  "unit-entered",
  "term-exists",
  "date-unknown",
  "dates-disordered",
  "date-to-come",
  // entries of time and money
  "agreement-settled",
  "ledger-unknown",
  "ledger-full",
  "entry-unknown",
  "entry-exists",
  "entry-undone",
  "counter-entry",
  "entry-outside",
  "entry-action",
  "entry-unit",
  "entry-quantity",
  "entry-amount",
  "entry-differs",
  "proof-type",
  "proof-erased",
  // statements
  "agreement-considered",
  "currencies-differ",
  "statement-outside",
  // the line
  "deliverable-unknown",
  "deliverable-exists",
  "deliverable-differs",
  "stage-forbids",
  "upload-unknown",
  "upload-missing",
  "upload-forgotten",
  "reading-failed",
  "interrupted",
  "version-unknown",
  "version-replaced",
  "sections-missing",
  "alternatives-missing",
  "draft-missing",
  "part-not-yours",
  "source-known",
  "source-itself",
  "source-unknown",
  "source-placed",
  "too-many-sources",
  "part-drafted",
  "part-dropped",
  "translation-language",
  "translation-behind",
  "pairing-replaced",
  "source-unready",
  "part-reviewed",
  "parts-in-review",
  "parts-changed",
  "reviewers-missing",
  "reviewer-decided",
  "quorum-impossible",
  "quorum-beyond-members",
  "round-closed",
  "round-not-ready",
  "edition-unchanged",
  "corrections-undone",
  "correction-forbidden",
  "proposal-declined",
  "final-withdrawn",
  "reason-missing",
  "not-reviewer",
  "decision-given",
  "evidence-missing",
  "delegation-pending",
  "delegation-settled",
  "already-reviewer",
  "chased-today",
  "contribution-unknown",
  "contributions-open",
  "disposition-changed",
  "undo-superseded",
  "undo-not-yours",
  "undo-too-late",
  "version-unchanged",
  "correction-lost",
  "correction-applied",
  "too-many-contributions",
  "date-invalid",
  "conflict",
  // people and links
  "not-found",
  "forbidden",
  "address-taken",
  "self-removal",
  "link-invalid",
  "link-expired",
  "link-ended",
  "link-of-another",
  "access-ended",
  "too-many-requests",
  // requests
  "request-invalid",
  "unconfirmed",
  "request-too-large",
  "form-malformed",
  "form-outdated",
  "origin-mismatch",
  "method-not-allowed",
  // wiring
  "store-limit",
  "store-unreachable",
  "outcome-unknown",
  "object-missing",
  "object-damaged",
  "row-damaged",
  "server-busy",
  "store-busy",
  "store-read-only",
  "store-corrupt",
  "disk-full",
  "disk-failing",
  "data-damaged",
  "data-locked",
  "folder-taken",
  "folder-not-empty",
  "replay-unfinished",
  "port-taken",
  "variable-invalid",
  "mail-missing",
  "network-missing",
  "archive-invalid",
  "import-unfinished",
  "dossier-unrecognised",
  "store-not-empty",
  "job-unknown",
  "usage",
  "unexpected",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** Values for a message's placeholders; never a secret. */
export type Details = Readonly<Record<string, string | number>>;

/** A refusal as a value: what `decide` and the readers return. */
export type Refused = { code: RefusalCode; details: Details };

/** A refusal on its way to the edge, where it becomes an HTTP status, an exit code or a verdict on an upload. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: Details;

  constructor(code: RefusalCode, details: Details = {}) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = "Refusal";
    this.code = code;
    this.details = details;
  }
}

/**
 * A mail that its server did not take: `refused` for good, else to be tried again. `said`: the server's own words, on one
 * line, without addresses or links.
 */
export class MailFailure extends Error {
  readonly code: "mail-refused" | "mail-not-taken";
  readonly said: string;

  constructor({ refused, said }: { refused: boolean; said: string }) {
    const code = refused ? "mail-refused" : "mail-not-taken";
    super(`${code}: ${said}`);
    this.name = "MailFailure";
    this.code = code;
    this.said = said;
  }
}

/**
 * What a reader or composition noticed and did about it. Nothing of the author's is lost without one.
 * `code` names a message in `i18n/<language>/warnings.json`; `at` is a block id, or a place in the author's file.
 */
export type Warning = { code: WarningCode; details: Details; at?: string };
export type WarningCode = keyof typeof warnings & string;
