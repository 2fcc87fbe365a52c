import { html } from "hono/html";
import type { Final } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { formatEntry } from "../../../shared/document/iso690.ts";
import type { CslItem } from "../../../shared/document/tree.ts";
import { plainText } from "../../../shared/document/visit.ts";
import { localDate } from "../../../shared/time/calendar.ts";
import { panel } from "../components/panel.ts";
import type { Html, Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** An edition as a bibliography has it (ISO 690), to be copied. */
export function citation(web: Web, speak: Say, state: State, shown: Final, authors: readonly string[]): Html {
  const { text, language } = speak;
  const entry = plainText(formatEntry(entryOf(web, state, shown, authors), { language, suffix: "" }));
  const body = html`<p id="citation" lang="${language}">${entry}</p>
<p><button type="button" class="second" data-copy="citation" data-copied="${text("cite.copied")}" hidden>${text("cite.copy")}</button> <span role="status"></span></p>`;
  return panel("cite", text("cite.title"), body);
}

/** An edition as an entry of a bibliography: its network publishes it, and is its author where nobody else is named. */
function entryOf({ settings }: Web, state: State, shown: Final, authors: readonly string[]): CslItem {
  const { network, timeZone } = settings;
  const day = localDate(shown.approved, timeZone);
  const pages = shown.outputs.find((output) => output.format === "pdf")?.pages;
  return {
    ...{ id: state.id, type: "report", title: state.title, publisher: network, language: state.language },
    author: (authors.length > 0 ? authors : [network]).map((literal) => ({ literal })),
    issued: { "date-parts": [day.split("-").map(Number)] },
    ...(shown.edition > 1 && { edition: shown.edition }),
    ...(pages !== undefined && { "number-of-pages": pages }),
  };
}
