import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type PendingMail, undeliveredMails } from "../../../shared/asking/undelivered.ts";
import { organisationIn } from "../../../shared/deliverable/holder.ts";
import { listJobs } from "../../../shared/stored/job.ts";
import { table } from "../components/facts.ts";
import { hidden } from "../components/fields.ts";
import type { People } from "../http/access.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Where the button of a mail leads back to: the page of all, or that of one deliverable's links. */
export type Back = { deliverable?: string };

/** Mails that have not left: to whom, where each stands, what its server said, and a button to send it again. */
export function mailTable(speak: Say, people: People, mails: readonly PendingMail[], back: Back = {}): Html {
  const { text } = speak;
  const heads = ["mails.person", "mails.letter", "mails.state", "mails.said", "mails.do"] as const;
  const rows = mails.map((mail) => [
    people.name(mail.to),
    text(`letter.${mail.letter}`),
    stateWords(speak, mail),
    saidWords(speak, mail),
    sendAgain(speak, mail, back),
  ]);
  return table(
    text("mails.caption"),
    heads.map((head) => text(head)),
    rows,
  );
}

/** A line at the head of a coordinator's page, where mails did not leave. */
export async function undeliveredNote({ ports }: Web, { text }: Say): Promise<Html | ""> {
  const { length: count } = undeliveredMails(await listJobs(ports.store));
  if (count === 0) return "";
  return html`<div class="note warning"><p><a href="${href("mails")}">${text("mails.note", { count })}</a></p></div>`;
}

function stateWords({ text, instant }: Say, { to, status, attempt, since, until, error }: PendingMail): string {
  const words = { instant: instant(until ?? since), count: attempt };
  if (status === "failed") return text(error === "mail-refused" ? "mails.refused" : "mails.givenUp", words);
  if (status !== "waiting") return text("mails.leaving");
  if (error === undefined && organisationIn(to) !== undefined) return text("mails.nobody");
  return text(error === undefined ? "mails.held" : "mails.waiting", words);
}

function saidWords({ text }: Say, { said, error }: PendingMail): Html | string {
  if (said !== undefined) return html`<code>${said}</code>`;
  return error === undefined ? "–" : text("mails.fault", { error });
}

function sendAgain({ text }: Say, { id, status, error }: PendingMail, { deliverable }: Back): Html | string {
  const may = status === "failed" || (status === "waiting" && error !== undefined);
  if (!may) return "–";
  return html`<form method="post" action="${href("sendAgain")}">${hidden("job", id)}${hidden("deliverable", deliverable)}
<button class="second">${text("mails.again")}</button></form>`;
}
