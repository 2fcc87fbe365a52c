import { html } from "hono/html";
import * as z from "zod";
import { href } from "../../../shared/addresses.ts";
import { type Settings, type WrongSetting, wantedAt, withSetting } from "../../../shared/settings.ts";
import { changeSettings, loadSettings } from "../../../shared/stored/network.ts";
import { selectField, textField } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Stale, seen, seenField, staleNote, staleOf } from "../components/stale.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest, line, readInput } from "../http/input.ts";
import { say } from "../http/say.ts";
import { back, fieldOf, pathsOf, type Section, type SettingPath, settingValue, wrongWords } from "./sections.ts";
import { choicesOf } from "./setting-words.ts";
import { takeUp } from "./take-up.ts";
import { type SettingSay, tellingSettings } from "./telling.ts";

/** What a section's form sends: the value of each of its settings, as it was typed, one line, by its field. */
type Typed = Record<string, string | undefined>;

/** Reads the form of a section; what can be is for the settings to say. Throws as `readInput`. */
export function readSection(c: PageContext, web: Web, section: Section): Promise<Input<Typed>> {
  const value = line(undefined, 500).default("");
  const fields = pathsOf(web, section).map((path) => [fieldOf(path), value] as const);
  return readInput<Typed>(c, z.strictObject({ ...Object.fromEntries(fields), seen }) as never);
}

/** The form of some settings, as they are. */
export async function sectionForm(
  c: PageContext,
  web: Web,
  section: Section,
  filled: Filled = nothingFilled,
  stale?: Stale,
): Promise<Response> {
  const speak = tellingSettings(say(c, web));
  const { told } = speak;
  const settings = await loadSettings(web.ports.store);
  const paths = pathsOf(web, section);
  const body = html`${staleNote(speak, stale)}<p>${told(`settings.${section}.lead`)}</p>
<form method="post" novalidate>${seenField(filled, shownIn(settings, paths), stale)}
${paths.map((path) => settingField(speak, filled, settings, path))}
${fixedNote(speak, web, section)}<button>${told("settings.save")}</button></form>`;
  const way = { href: href("settings"), label: told("settings.title") };
  return formPage(c, web, { title: told(`settings.${section}`), back: way, filled, body });
}

function settingField(speak: SettingSay, filled: Filled, settings: Settings, path: SettingPath): Html {
  const { told } = speak;
  const name = fieldOf(path);
  const value = settingValue(settings, path);
  const field = { name, label: told(`setting.${name}`), hint: told(`setting.${name}.hint`), value };
  const options = choicesOf(speak, path);
  if (options) return selectField(filled, { ...field, options });
  if (wantedAt(path.split(".")).is === "number") return textField(filled, { ...field, type: "number" });
  return textField(filled, { ...field, type: path === "sender.address" ? "email" : "text" });
}

/** What the deployment says, and no form. */
export function fixedNote(speak: SettingSay, { fixed = [], settings }: Web, section: Section): Html | "" {
  const isFixed = section === "mails" && fixed.includes("sender.address");
  return isFixed ? html`<p>${speak.told("settings.fixed.address", { address: settings.sender.address })}</p>` : "";
}

/** Saves them, and goes by them at once; what cannot be is told beside its field. */
export async function saveSection(
  c: PageContext,
  web: Web,
  section: Section,
  { ok, filled }: Input<Typed>,
): Promise<Response> {
  if (!ok) return sectionForm(c, web, section, filled);
  const speak = tellingSettings(say(c, web));
  const paths = pathsOf(web, section);
  const now = await loadSettings(web.ports.store);
  const { settings, wrong } = withTyped(now, paths, ok);
  if (wrong.length > 0) {
    const errors = wrong.map((each) => ({
      field: fieldOf(each.path as SettingPath),
      message: wrongWords(speak, each),
    }));
    if (wantsJson(c)) throw new InvalidRequest(errors);
    return sectionForm(c, web, section, { ...filled, errors });
  }
  const stale = staleOf(ok.seen, shownIn(now, paths), () => bothOf(speak, paths, now, settings));
  if (stale) return sectionForm(c, web, section, filled, stale);
  const saved = await changeSettings(web.ports, (before) => changesOf(withTyped(before, paths, ok).settings, paths));
  takeUp(web, saved);
  const from = c.req.query(back) === "year" ? href("year") : href("settings");
  return done(c, from, Object.fromEntries(paths.map((path) => [path, settingValue(saved, path)])));
}

/** Settings with the values that were typed, and those that cannot be. */
function withTyped(
  settings: Settings,
  paths: readonly SettingPath[],
  typed: Typed,
): { settings: Settings; wrong: WrongSetting[] } {
  const wrong: WrongSetting[] = [];
  const next = paths.reduce((before, path) => {
    const after = withSetting(before, path, typed[fieldOf(path)] ?? "");
    if ("settings" in after) return after.settings;
    wrong.push(after.wrong);
    return before;
  }, settings);
  return { settings: next, wrong };
}

/** What is stored of them: whole fields, e.g. the sender for its name. */
function changesOf(settings: Settings, paths: readonly SettingPath[]): Partial<Settings> {
  const names = [...new Set(paths.map((path) => path.split(".")[0] as keyof Settings))];
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

function shownIn(settings: Settings, paths: readonly SettingPath[]): object {
  return paths.map((path) => settingValue(settings, path));
}

function bothOf({ told }: SettingSay, paths: readonly SettingPath[], now: Settings, typed: Settings): Stale {
  const shown = (settings: Settings) =>
    paths.map((path) => [told(`setting.${fieldOf(path)}`), settingValue(settings, path)] as const);
  return { now: shown(now), typed: shown(typed) };
}
