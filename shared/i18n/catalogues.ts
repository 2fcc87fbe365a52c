import enCommands from "./en/commands.json" with { type: "json" };
import enDocuments from "./en/documents.json" with { type: "json" };
import enErrors from "./en/errors.json" with { type: "json" };
import enMails from "./en/mails.json" with { type: "json" };
import enNames from "./en/names.json" with { type: "json" };
import enPages from "./en/pages.json" with { type: "json" };
import enQuorums from "./en/quorums.json" with { type: "json" };
import enStandings from "./en/standings.json" with { type: "json" };
import enWarnings from "./en/warnings.json" with { type: "json" };
import frCommands from "./fr/commands.json" with { type: "json" };
import frDocuments from "./fr/documents.json" with { type: "json" };
import frErrors from "./fr/errors.json" with { type: "json" };
import frMails from "./fr/mails.json" with { type: "json" };
import frNames from "./fr/names.json" with { type: "json" };
import frPages from "./fr/pages.json" with { type: "json" };
import frQuorums from "./fr/quorums.json" with { type: "json" };
import frStandings from "./fr/standings.json" with { type: "json" };
import frWarnings from "./fr/warnings.json" with { type: "json" };

/** The catalogues of each room, one a language; a bundle holds those of the rooms that it imports. */
export const commands = { fr: frCommands, en: enCommands } as const;
export const documents = { fr: frDocuments, en: enDocuments } as const;
export const errors = { fr: frErrors, en: enErrors } as const;
export const mails = { fr: frMails, en: enMails } as const;
export const names = { fr: frNames, en: enNames } as const;
export const pages = { fr: frPages, en: enPages } as const;
export const quorums = { fr: frQuorums, en: enQuorums } as const;
export const standings = { fr: frStandings, en: enStandings } as const;
export const warnings = { fr: frWarnings, en: enWarnings } as const;
