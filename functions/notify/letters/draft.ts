import { type StandingAct, standingOf } from "../../../shared/asking/standing.ts";
import { draftStanding, submittable } from "../../../shared/deliverable/drafting/completeness.ts";
import { currentRounds } from "../../../shared/deliverable/final/editions.ts";
import type { State, Upload, Version } from "../../../shared/deliverable/state.ts";
import { remarksToDispose, summarize } from "../../../shared/deliverable/summary.ts";
import type { MailKey } from "../../../shared/i18n/mails.ts";
import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import { lackFacts } from "../facts.ts";
import { type Occasion, quoted } from "../occasion.ts";
import { about, type LetterWriter, toOwner } from "../recipient.ts";

/** Tells the sender of a file that it was read, what the draft lacks, and which warnings to check. */
export const draftRead: LetterWriter = about(async (occasion, state) => {
  const { say, date, job } = occasion;
  const { upload, version } = uploadOf(occasion, state);
  const check = upload && version?.checks[upload.part];
  if (!upload || !check) return undefined;
  const lacks = await lackFacts(occasion, state, check);
  // the day of the draft is that of the first one
  const draft = currentRounds(state).length === 0 ? state.due.draft : undefined;
  const points = lacks.length > 0 && check.warnings > 0 ? [[say("fact.points"), String(check.warnings)] as const] : [];
  return {
    ...toOwner(occasion, state, "link.upload", { page: "upload", of: job.upload }),
    subject: readSubject(occasion, state, lacks.length > 0, check.warnings),
    paragraphs: [
      draft ? say("draftRead.lead.due", { date: date(draft) }) : say("draftRead.lead"),
      ...nextWords(occasion, state, lacks.length > 0),
    ],
    facts: [[say("fact.file"), upload.name], ...lacks, ...points],
  };
});

function readSubject(occasion: Occasion, state: State, lacking: boolean, warnings: number): string {
  const { say } = occasion;
  const title = quoted(occasion, state);
  if (lacking) return say("draftRead.subject.incomplete", { quoted: title });
  if (warnings === 0) return say("draftRead.subject.none", { quoted: title });
  return say("draftRead.subject", { quoted: title, count: warnings });
}

/** What the sender does next, as the document's page says it; of a file that lacks something, that it is to be completed first. */
function nextWords({ say, today, settings }: Occasion, state: State, lacking: boolean): string[] {
  if (state.stage !== "draft") return [say(`draftRead.body.${state.stage}`)];
  const { act } = standingOf(summarize(state, ""), { today, timeZone: settings.timeZone });
  if (lacking) return [say("draftRead.body.missing"), ...(act === "treat" ? [say("owed.dispositions.lead.none")] : [])];
  return [say(bodyOf(act, state))];
}

/** A file that lacks nothing may be one of several parts, or read as the version before; a correction is not its authors' to submit. */
function bodyOf(act: StandingAct | undefined, state: State): MailKey {
  const { undisposed = 0 } = remarksToDispose(state).answering ?? {};
  if (act === "treat" || act === "revise") return `draftRead.body.${act}`;
  if (!draftStanding(state).complete) return "draftRead.body.parts";
  if (!submittable(state)) return "draftRead.body.unchanged";
  if (act === "declare") return "draftRead.body.correction";
  return undisposed > 0 ? "draftRead.body.treat" : "draftRead.body";
}

/** Tells the sender of a file why it could not be read. */
export const draftUnreadable: LetterWriter = about(async (occasion, state) => {
  const { say, language } = occasion;
  const { upload } = uploadOf(occasion, state);
  if (!upload?.refused) return undefined;
  if (upload.refused.code === "corrections-undone") return setAside(occasion, state, upload);
  return {
    ...toOwner(occasion, state, "link.again", { page: "draft" }),
    subject: say("draftUnreadable.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("draftUnreadable.lead"), refusalMessage(language, upload.refused), say("draftUnreadable.body")],
    facts: [[say("fact.file"), upload.name]],
  };
});

/** A file that would take corrections back waits for its sender's word. */
function setAside(occasion: Occasion, state: State, { name, refused }: Upload) {
  const { say, language, job } = occasion;
  return {
    ...toOwner(occasion, state, "link.upload", { page: "upload", of: job.upload }),
    subject: say("draftUnreadable.undone.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [refusalMessage(language, refused!), say("draftUnreadable.undone.body")],
    facts: [[say("fact.file"), name] as const],
  };
}

function uploadOf({ job }: Occasion, { uploads, versions }: State): { upload?: Upload; version?: Version } {
  const upload = job.upload === undefined ? undefined : uploads[job.upload];
  const version = versions.find(({ hash }) => hash === upload?.version);
  return { ...(upload && { upload }), ...(version && { version }) };
}
