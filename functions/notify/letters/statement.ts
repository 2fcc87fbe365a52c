import { statementTitle } from "../../../shared/statement/titles.ts";
import { loadAgreement } from "../../../shared/stored/agreement.ts";
import { actionTitle } from "../../../shared/stored/programme.ts";
import type { Fact } from "../facts.ts";
import { oneLine } from "../letter.ts";
import type { LetterWriter } from "../recipient.ts";

/** Somebody of a funder finds a statement that was sent to it; nothing where their organisation is that funder no more. */
export const statementSent: LetterWriter = async ({ ports, job, say, to, date, language }) => {
  const agreement = job.agreement === undefined ? undefined : (await loadAgreement(ports.store, job.agreement))?.state;
  const statement = agreement?.statements.find(({ id }) => id === job.statement);
  if (!agreement || !statement || agreement.funder !== to.belongs || agreement.stage === "considered") return undefined;
  const { id, title, reference } = agreement;
  const action = statement.action && (await actionTitle(ports.store, statement.action));
  const words = { name: statementTitle(language, statement), title: oneLine(action ?? title, 120) };
  const days = say("statementSent.days", { from: date(statement.from), until: date(statement.until) });
  return {
    role: "paying",
    subject: say("statementSent.subject", words),
    paragraphs: [say("statementSent.lead", { days }), say("statementSent.body")],
    facts: [
      [say("fact.agreement"), title],
      ...(reference === "" ? [] : [[say("fact.reference"), reference] satisfies Fact]),
      ...(action === undefined ? [] : [[say("fact.action"), action] satisfies Fact]),
    ],
    link: { label: say("link.statement"), purpose: "enter", thing: `${id}/${statement.id}`, page: "statement" },
  };
};
