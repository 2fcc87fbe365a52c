import { refusalMessage } from "../../../shared/i18n/refusal.ts";
import type { State, Upload, Version } from "../../../shared/workflow/state.ts";
import { lackFacts } from "../facts.ts";
import { type Occasion, quoted } from "../occasion.ts";
import { about, toOwner, type Write } from "../toward.ts";

/** Who sent a file learns that it was read, and what is to check. */
export const draftRead: Write = about(async (occasion, state) => {
  const { say, date } = occasion;
  const { upload, version } = uploadOf(occasion, state);
  const check = upload && version?.checks[upload.part];
  if (!upload || !check) return undefined;
  const lacks = lackFacts(occasion, check);
  const form = check.warnings === 0 ? "draftRead.subject.none" : "draftRead.subject";
  const { draft } = state.due;
  return {
    ...toOwner(occasion, state, "link.upload"),
    subject: say(form, { quoted: quoted(occasion, state), count: check.warnings }),
    paragraphs: [
      draft ? say("draftRead.lead.due", { date: date(draft) }) : say("draftRead.lead"),
      say(lacks.length > 0 ? "draftRead.body.missing" : "draftRead.body"),
    ],
    facts: [[say("fact.file"), upload.name], ...lacks],
  };
});

/** Who sent a file learns why it could not be read. */
export const draftUnreadable: Write = about(async (occasion, state) => {
  const { say, language } = occasion;
  const { upload } = uploadOf(occasion, state);
  if (!upload?.refused) return undefined;
  return {
    ...toOwner(occasion, state, "link.again"),
    subject: say("draftUnreadable.subject", { quoted: quoted(occasion, state) }),
    paragraphs: [say("draftUnreadable.lead"), refusalMessage(language, upload.refused), say("draftUnreadable.body")],
    facts: [[say("fact.file"), upload.name]],
  };
});

function uploadOf({ job }: Occasion, { uploads, versions }: State): { upload?: Upload; version?: Version } {
  const upload = job.upload === undefined ? undefined : uploads[job.upload];
  const version = versions.find(({ hash }) => hash === upload?.version);
  return { ...(upload && { upload }), ...(version && { version }) };
}
