import { html } from "hono/html";
import * as z from "zod";
import { type AddressName, href } from "../../../shared/addresses.ts";
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
import { type SettingSay, tellingSettings } from "./telling.ts";

/** The steps by which a network begins, in their order, each with the page where it is taken. */
const pages = {
  network: "networkSettings",
  people: "people",
  programme: "newProgramme",
  deliverable: "newDeliverable",
} as const satisfies Record<string, AddressName>;
type Step = keyof typeof pages;
const steps = Object.keys(pages) as Step[];
type Standing = "done" | "skipped" | "open";

/**
 * The four steps of a network that has no deliverable yet, each as it stands; "" once there is one, or once each was taken or
 * skipped.
 */
export async function firstSteps(web: Web, page: Say): Promise<Html | ""> {
  const { store } = web.ports;
  if ((await openSummaries(store)).length > 0 || (await listedYears(store)).length > 0) return "";
  const standings = await standingsIn(web);
  if (steps.every((step) => standings[step] !== "open")) return "";
  const speak = tellingSettings(page);
  const { told } = speak;
  const next = steps.find((step) => standings[step] === "open");
  const tasks = steps.map((step) => ({
    title: told(`first.${step}`),
    page: href(pages[step]),
    detail: told(`first.${step}.about`),
    act: actOf(speak, step, standings[step], step === next),
  }));
  const body = html`<p>${told("first.lead")}</p>${taskList(tasks)}`;
  return panel("first-steps", told("first.title"), body, { kind: "own" });
}

/** What a step stands at, and the way past it. */
function actOf({ told }: SettingSay, step: Step, standing: Standing, isNext: boolean): Html {
  const tag = html`<span class="tag${standing === "done" ? " done" : ""}">${told(`first.${standing}`)}</span>`;
  if (standing !== "open") return tag;
  return html`<div>${isNext ? "" : tag}<form method="post" action="${href("firstSteps")}" data-one-click>${hidden("step", step)}${tick(told("first.skip.confirm"))}<button class="link">${told("first.skip")}<span class="hidden"> – ${told(`first.${step}`)}</span></button></form></div>`;
}

async function standingsIn(web: Web): Promise<Record<Step, Standing>> {
  const { store } = web.ports;
  const skipped = await skippedSteps(store);
  const taken: Record<Step, boolean> = {
    network: await isNamed(web),
    people: (await listPeople(store)).some(({ coordinator, removed }) => !coordinator && !removed),
    programme: (await listProgrammes(store)).length > 0,
    deliverable: false,
  };
  const standing = (step: Step): Standing => (taken[step] ? "done" : skipped.includes(step) ? "skipped" : "open");
  return Object.fromEntries(steps.map((step) => [step, standing(step)])) as Record<Step, Standing>;
}

/** Whether the network has a name of its own, and mails an address of its own to come from. */
async function isNamed({ ports, fixed = [] }: Web): Promise<boolean> {
  const [settings, usual] = [await loadSettings(ports.store), settingsSchema.parse({})];
  const hasSender = fixed.includes("sender.address") || settings.sender.address !== usual.sender.address;
  return settings.network !== usual.network && hasSender;
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
  return done(c, href("home"));
}
