/** Every address of the web, by the name that its routes and links have. `:name` is a parameter. */
export const addresses = {
  home: "/",
  health: "/health",
  asset: "/assets/:name",
  language: "/language/:language",
  accessibility: "/accessibility",
  legal: "/legal",
  privacy: "/privacy",
  help: "/help/:role",
  proofKeys: "/.well-known/livrable/dossier-keys.json",

  askLink: "/link",
  linkSent: "/link/sent",
  ownLink: "/link/own",
  openLink: "/l/:token",
  askAgain: "/l/:token/again",
  leave: "/leave",

  shared: "/s/:token",
  sharedFile: "/s/:token/:format",
  sharedPicture: "/s/:token/page.svg",

  calendar: "/calendar",
  calendarEnd: "/calendar/end",
  calendarFile: "/calendar/:file",

  styleguide: "/styleguide",

  outbox: "/outbox",
  outboxMail: "/outbox/:name",
  outboxHtml: "/outbox/:name/html",
  outboxCalendar: "/outbox/:name/invitation.ics",
  mails: "/mails",
  sendAgain: "/mails/again",

  search: "/search",

  people: "/people",
  newPerson: "/people/new",
  peopleImport: "/people/import",
  person: "/people/:person",
  personLink: "/people/:person/link",
  personLinkEnd: "/people/:person/link/end",
  removal: "/people/:person/removal",

  organisations: "/organisations",
  newOrganisation: "/organisations/new",
  organisation: "/organisations/:organisation",

  kinds: "/kinds",
  newKind: "/kinds/new",
  kindImport: "/kinds/import",
  kind: "/kinds/:kind",
  kindChange: "/kinds/:kind/change",
  kindFile: "/kinds/:kind/file",
  kindDefault: "/kinds/:kind/default",
  kindRetirement: "/kinds/:kind/retirement",
  kindReturn: "/kinds/:kind/return",
  programme: "/programme",
  ownActions: "/actions",
  year: "/year",
  programmes: "/programmes",
  newProgramme: "/programmes/new",
  programmeImport: "/programmes/import",
  programmeOf: "/programmes/:programme",
  programmeChange: "/programmes/:programme/change",
  programmeFile: "/programmes/:programme/file",
  actionsTable: "/programmes/:programme/actions.csv",
  programmeHistory: "/programmes/:programme/history",
  programmeDocument: "/programmes/:programme/document",
  programmeDraft: "/programmes/:programme/document/:document",
  matrix: "/programmes/:programme/matrix",
  matrixFile: "/programmes/:programme/matrix/:format",
  newAction: "/programmes/:programme/actions/new",
  action: "/programmes/:programme/actions/:action",
  actionChange: "/programmes/:programme/actions/:action/change",
  trend: "/programmes/:programme/actions/:action/trend",
  trendFile: "/programmes/:programme/actions/:action/trend.csv",
  actionRemoval: "/programmes/:programme/actions/:action/removal",
  newExpected: "/programmes/:programme/actions/:action/expected/new",
  expectedChange: "/programmes/:programme/actions/:action/expected/:expected/change",
  expectedRemoval: "/programmes/:programme/actions/:action/expected/:expected/removal",

  meetings: "/meetings",
  newMeeting: "/meetings/new",
  discussion: "/meetings/discussion",
  meeting: "/meetings/:meeting",
  meetingPlan: "/meetings/:meeting/plan",
  meetingAgenda: "/meetings/:meeting/agenda",
  meetingCancellation: "/meetings/:meeting/cancellation",
  meetingRecord: "/meetings/:meeting/record",
  meetingAttached: "/meetings/:meeting/record/:upload",
  meetingCalendar: "/meetings/:meeting/invitation.ics",
  meetingMinutes: "/meetings/:meeting/minutes",
  meetingMissions: "/meetings/:meeting/missions",
  meetingDocument: "/meetings/:meeting/document",
  resolution: "/meetings/:meeting/decisions/:resolution",
  resolutionClosing: "/meetings/:meeting/decisions/:resolution/closing",
  resolutionChases: "/meetings/:meeting/decisions/:resolution/chases",

  agreements: "/agreements",
  newAgreement: "/agreements/new",
  agreement: "/agreements/:agreement",
  agreementChange: "/agreements/:agreement/change",
  agreementHistory: "/agreements/:agreement/history",
  agreementStage: "/agreements/:agreement/stage",
  agreementReport: "/agreements/:agreement/report",
  payments: "/agreements/:agreement/payments",
  payment: "/agreements/:agreement/payments/:payment",
  newTerm: "/agreements/:agreement/terms/new",
  term: "/agreements/:agreement/terms/:term",
  termRemoval: "/agreements/:agreement/terms/:term/removal",
  statement: "/agreements/:agreement/statement",
  statementFile: "/agreements/:agreement/statement/:format",
  statementSending: "/agreements/:agreement/statements",
  sentStatement: "/agreements/:agreement/statements/:statement",
  sentStatementFile: "/agreements/:agreement/statements/:statement/:format",
  financialReport: "/agreements/:agreement/financial-report",
  actionStatement: "/programmes/:programme/actions/:action/statement",
  actionStatementFile: "/programmes/:programme/actions/:action/statement/:format",
  agreementEntries: "/agreements/:agreement/entries",
  agreementEntriesFile: "/agreements/:agreement/entries.csv",

  entries: "/entries",
  entriesFile: "/entries/entries.csv",
  newEntry: "/entries/new",
  entryProofForm: "/entries/new/voucher",
  entryProofArrived: "/entries/new/voucher/:upload",
  entriesImport: "/entries/import",
  entry: "/entries/:ledger/:entry",
  entryUndoing: "/entries/:ledger/:entry/undoing",
  entryProof: "/entries/:ledger/:entry/voucher",

  settings: "/settings",
  networkSettings: "/settings/network",
  mailSettings: "/settings/mails",
  keepSettings: "/settings/keep",
  lookSettings: "/settings/look",
  lookDefault: "/settings/look/default",
  logo: "/settings/look/logo",
  logoRemoval: "/settings/look/logo/removal",
  firstSteps: "/first-steps",

  drafts: "/drafts",
  reviews: "/reviews",
  funded: "/funded",

  deliverables: "/deliverables",
  newDeliverable: "/deliverables/new",
  changeNew: "/deliverables/new/change",
  deliverable: "/deliverables/:id",
  changes: "/deliverables/:id/changes",
  parts: "/deliverables/:id/parts",
  links: "/deliverables/:id/links",
  endLinks: "/deliverables/:id/links/end",
  chases: "/deliverables/:id/chases",
  invitations: "/deliverables/:id/invitations",
  withdrawal: "/deliverables/:id/withdrawal",
  undo: "/deliverables/:id/undo",

  draft: "/deliverables/:id/draft",
  uploads: "/deliverables/:id/uploads",
  upload: "/deliverables/:id/uploads/:upload",
  uploadSource: "/deliverables/:id/uploads/:upload/source",
  version: "/deliverables/:id/versions/:version",
  versionFile: "/deliverables/:id/versions/:version/docx",
  continued: "/deliverables/:id/continued",
  continuedFile: "/deliverables/:id/continued/docx",
  submission: "/deliverables/:id/submission",

  sources: "/deliverables/:id/sources",
  sourceArrived: "/deliverables/:id/sources/files/:upload",
  sourceSections: "/deliverables/:id/sources/:source/sections",
  sourceRemoval: "/deliverables/:id/sources/:source/removal",
  sourceFile: "/deliverables/:id/sources/:source/file",
  carried: "/deliverables/:id/carried",
  carriedRemark: "/deliverables/:id/carried/:remark",
  originRedline: "/deliverables/:id/origin/redline",
  originRedlineFile: "/deliverables/:id/origin/redline/docx",
  contributions: "/deliverables/:id/contributions",
  contribution: "/deliverables/:id/contributions/:remark",
  corrections: "/deliverables/:id/corrections",

  reading: "/deliverables/:id/review",
  reviewFile: "/deliverables/:id/review/files/:format",
  reviewPicture: "/deliverables/:id/review/page.svg",
  image: "/deliverables/:id/images/:hash",
  translation: "/deliverables/:id/translation",
  translationSource: "/deliverables/:id/translation/original",
  redline: "/deliverables/:id/redline",
  redlineFile: "/deliverables/:id/redline/docx",

  decision: "/deliverables/:id/review/decision",
  delegation: "/deliverables/:id/review/delegation",
  receipt: "/deliverables/:id/receipts/:submission",
  receiptCopy: "/deliverables/:id/receipts/:submission/copy",
  remarks: "/deliverables/:id/remarks",
  sendRemarks: "/deliverables/:id/remarks/sending",
  carryRemarks: "/deliverables/:id/remarks/carrying",
  copies: "/deliverables/:id/copies",
  copy: "/deliverables/:id/copies/:upload",
  copySource: "/deliverables/:id/copies/:upload/source",

  // where seminars were before there were meetings, as mails that left have them
  seminar: "/deliverables/:id/seminar",
  seminarCalendar: "/deliverables/:id/seminar/invitation.ics",
  seminarMinutes: "/deliverables/:id/seminar/minutes",
  seminarPlan: "/deliverables/:id/seminar/plan",
  seminarCancellation: "/deliverables/:id/seminar/cancellation",
  seminarHeld: "/deliverables/:id/seminar/held",
  seminarAttached: "/deliverables/:id/seminar/held/:upload",

  closure: "/deliverables/:id/closure",
  deadline: "/deliverables/:id/deadline",
  reported: "/deliverables/:id/reported",
  reportedAttached: "/deliverables/:id/reported/:upload",
  reportedEvidence: "/deliverables/:id/reported/:submission/evidence",
  reportedFile: "/deliverables/:id/reported/:submission/file",
  settlement: "/deliverables/:id/delegations/:submission",

  final: "/deliverables/:id/final",
  output: "/deliverables/:id/outputs/:format",
  edition: "/deliverables/:id/final/:edition",
  editionOutput: "/deliverables/:id/final/:edition/outputs/:format",
  editionArchive: "/deliverables/:id/final/:edition/dossier",
  editionPicture: "/deliverables/:id/final/:edition/page.svg",
  editionRedline: "/deliverables/:id/final/:edition/redline",
  editionRedlineFile: "/deliverables/:id/final/:edition/redline/docx",
  newEdition: "/deliverables/:id/edition",
  correction: "/deliverables/:id/edition/correction",
  abandonment: "/deliverables/:id/edition/abandonment",
  proposal: "/deliverables/:id/proposals/:upload",
  shares: "/deliverables/:id/shares",
  shareEnd: "/deliverables/:id/shares/:share/end",
  proofArchive: "/deliverables/:id/dossier",
  proofArchiveFile: "/deliverables/:id/dossier/archive",
} as const;

export type AddressName = keyof typeof addresses;

/** The parameters of a path: `"id" | "upload"` of "/deliverables/:id/uploads/:upload". */
export type ParameterOf<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Name | ParameterOf<More>
    : Rest
  : never;

/** `true`: the name alone, as in "/meetings/juin?attach". */
type Query = Readonly<Record<string, string | number | true | undefined>>;
type Given<N extends AddressName> =
  ParameterOf<(typeof addresses)[N]> extends never
    ? [parameters?: Record<string, never>, query?: Query]
    : [parameters: Record<ParameterOf<(typeof addresses)[N]>, string>, query?: Query];

/**
 * The address of a page, its parameters filled: `href("upload", { id, upload })`. What `query` has is appended, but for
 * what is undefined: "/deliverables/note/redline?from=…&to=…".
 */
export function href<N extends AddressName>(name: N, ...[parameters = {}, query = {}]: Given<N>): string {
  const values = parameters as Record<string, string>;
  const path = addresses[name].replace(/:(\w+)/g, (_, parameter: string) => encodeURIComponent(values[parameter]!));
  const asked = Object.entries(query).flatMap(([key, value]) => {
    if (value === undefined) return [];
    return [value === true ? encodeURIComponent(key) : `${new URLSearchParams([[key, `${value}`]])}`];
  });
  return asked.length === 0 ? path : `${path}?${asked.join("&")}`;
}

/**
 * Pages that a mailed link opens in the place of its purpose's own, as its address asks: "/l/…?page=upload&of=u1", where `of` says
 * which of its thing's.
 */
export const linkedPages = [
  "draft",
  "upload",
  "translation",
  "contributions",
  "remarks",
  "receipt",
  "awaited",
  "closure",
  "settlement",
  "proposal",
  "final",
  "record",
  "resolution",
  "statement",
  "meetings",
  "drafts",
  "agreement",
  "agreements",
  "organisation",
  "year",
  "undelivered",
] as const;
export type LinkedPage = (typeof linkedPages)[number];

/** What every address of a name begins with, before its first parameter: "/l/" of "openLink". */
export function prefixOf(name: AddressName): string {
  return addresses[name].split(":", 1)[0]!;
}

/** The first of `names` whose address a path is or lies under: "/people" of "/people/anne/link" for "people". */
export function addressAbove(path: string, names: readonly AddressName[]): string | undefined {
  const found = names.map((name) => new RegExp(`^${addresses[name].replace(/:\w+/g, "[\\w-]+")}\\b`).exec(path)?.[0]);
  return found.find((address) => address !== undefined);
}
