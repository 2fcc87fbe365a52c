import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { settingsSchema } from "../../../shared/settings.ts";
import { listedYears, openSummaries } from "../../../shared/stored/lists.ts";
import { loadSettings, skippedSteps, skipStepOf } from "../../../shared/stored/network.ts";
import { listPeople } from "../../../shared/stored/person.ts";
import { listProgrammes } from "../../../shared/stored/programme.ts";
import { tick, toConfirm } from "../components/confirmation.ts";
import { hidden } from "../components/fields.ts";
import { panel } from "../components/panel.ts";
import { taskList } from "../components/task-list.ts";
import { done } from "../http/answer.ts";
import type { Html, PageContext, Visitor, Web } from "../http/context.ts";
import { type Input, InvalidRequest } from "../http/input.ts";
import type { Say } from "../http/say.ts";
import { back } from "./sections.ts";
import { type SettingSay, tellingSettings } from "./telling.ts";

/** The steps by which a network begins, in their order. */
const steps = ["network", "people", "programme", "deliverable"] as const;
type Step = (typeof steps)[number];
type Standing = "done" | "skipped" | "open";
/** How each step stands, and the page where it is taken; `lacks`: what of it is still to be said. */
type Standings = Record<Step, { standing: Standing; page: string; lacks?: "sender" }>;

/**
 * The four steps of a network that has no deliverable yet, each as it stands; "" once there is one, or once each was taken or
 * skipped.
 */
export async function firstSteps(web: Web, page: Say): Promise<Html | ""> {
  const { store } = web.ports;
  if ((await openSummaries(store)).length > 0 || (await listedYears(store)).length > 0) return "";
  const standings = await standingsIn(web);
  const next = steps.find((step) => standings[step].standing === "open");
  if (next === undefined) return "";
  const speak = tellingSettings(page);
  const { told } = speak;
  const tasks = steps.map((step) => ({
    title: told(`first.${step}`),
    page: standings[step].page,
    detail: standings[step].lacks ? told("first.sender.about") : told(`first.${step}.about`),
    act: actOf(speak, step, standings[step], step === next),
  }));
  const body = html`<p>${told("first.lead")}</p>${taskList(tasks)}`;
  return panel("first-steps", told("first.title"), body, { kind: "own" });
}

/** How a step stands; of one that is open, the way to it, the next one's as a button, and the way past it. */
function actOf({ told }: SettingSay, step: Step, { standing, page }: Standings[Step], isNext: boolean): Html {
  if (standing !== "open")
    return html`<span class="tag${standing === "done" ? " done" : ""}">${told(`first.${standing}`)}</span>`;
  const which = html`<span class="hidden"> – ${told(`first.${step}`)}</span>`;
  return html`${isNext ? html`<a class="button" href="${page}">${told("first.begin")}${which}</a>` : ""}
<form method="post" action="${href("firstSteps")}" data-one-click>${hidden("step", step)}${tick(told("first.skip.confirm"))}<button class="link">${told("first.skip")}${which}</button></form>`;
}

async function standingsIn(web: Web): Promise<Standings> {
  const { store } = web.ports;
  const skipped = await skippedSteps(store);
  const unnamed = await toName(web);
  const hasPeople = (await listPeople(store)).some(({ coordinator, removed }) => !coordinator && !removed);
  const hasProgramme = (await listProgrammes(store)).length > 0;
  const of = (step: Step, taken: boolean, page: string): Standings[Step] => ({
    standing: taken ? "done" : skipped.includes(step) ? "skipped" : "open",
    page,
  });
  return {
    network: {
      ...of("network", unnamed === undefined, href(unnamed ?? "networkSettings", {}, { [back]: "year" })),
      ...(unnamed === "mailSettings" && { lacks: "sender" }),
    },
    people: of("people", hasPeople, href("people")),
    programme: of("programme", hasProgramme, href("newProgramme")),
    deliverable: of("deliverable", false, href("newDeliverable")),
  };
}

/** The settings that lack: the network's name, then the address that its mails come from; undefined: it has both. */
async function toName({ ports, fixed = [] }: Web): Promise<"networkSettings" | "mailSettings" | undefined> {
  const [settings, usual] = [await loadSettings(ports.store), settingsSchema.parse({})];
  if (settings.network === usual.network) return "networkSettings";
  const hasSender = fixed.includes("sender.address") || settings.sender.address !== usual.sender.address;
  return hasSender ? undefined : "mailSettings";
}

const skipping = z.strictObject({ step: z.enum(steps, "input.wrong") });

/** Reads which step is skipped; throws as `readInput`. */
export const readSkip = toConfirm(skipping);

/** A step is not to be taken, and is shown as skipped. */
export async function skipStep(
  c: PageContext,
  web: Web,
  _: Visitor,
  { ok, filled }: Input<z.infer<typeof skipping>>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  await skipStepOf(web.ports.store, ok.step);
  return done(c, href("year"));
}
