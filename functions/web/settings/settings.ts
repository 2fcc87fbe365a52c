import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { loadTheme } from "../../../shared/kinds/resolve.ts";
import { loadSettings } from "../../../shared/stored/network.ts";
import { facts } from "../components/facts.ts";
import { frame } from "../components/frame.ts";
import { panel, panels } from "../components/panel.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { say } from "../http/say.ts";
import { lookFacts } from "./look-words.ts";
import { fixedNote } from "./section-form.ts";
import { fieldOf, pathsOf, type Section, sections } from "./sections.ts";
import { settingWords } from "./setting-words.ts";
import { type SettingSay, tellingSettings } from "./telling.ts";

/** What the network goes by, a panel a section, each with the way to change it. */
export async function settings(c: PageContext, web: Web): Promise<Response> {
  const stored = await loadSettings(web.ports.store);
  if (wantsJson(c)) {
    const { network, language, timeZone, holidays, linkDays, keep } = stored;
    const { fixed = [], settings: running } = web;
    const sender = fixed.includes("sender.address")
      ? { ...stored.sender, address: running.sender.address }
      : stored.sender;
    return c.json({ settings: { network, language, timeZone, holidays, sender, linkDays, keep } });
  }
  const speak = tellingSettings(say(c, web));
  const { told } = speak;
  const { theme } = await loadTheme(web.ports.assets);
  const section = (name: Section) => {
    const lines = pathsOf(web, name).map(
      (path) => [told(`setting.${fieldOf(path)}`), settingWords(speak, stored, path)] as const,
    );
    const more = name === "mails" ? [[told("settings.hours"), told("settings.hours.value")] as const] : [];
    const shown = html`${facts([...lines, ...more])}${fixedNote(speak, web, name)}`;
    return changeable(speak, name, shown, href(sections[name].page));
  };
  const main = html`<h1>${told("settings.title")}</h1><p>${told("settings.lead")}</p>
${panels(
  section("network"),
  section("mails"),
  changeable(speak, "look", lookFacts(speak, theme), href("lookSettings")),
  section("keep"),
  panel(
    "settings-kinds",
    told("settings.kinds.title"),
    html`<p>${told("settings.kinds")}</p><p><a href="${href("kinds")}">${told("settings.kinds.go")}</a></p>`,
    { span: 6 },
  ),
)}`;
  return frame(c, web, { title: told("settings.title"), main });
}

function changeable({ told }: SettingSay, section: Section | "look", shown: Html, page: string): Html {
  const title = told(`settings.${section}`);
  const body = html`${shown}<p><a href="${page}">${told("settings.change")}<span class="hidden"> – ${title}</span></a></p>`;
  return panel(`settings-${section}`, title, body, { span: 6 });
}
