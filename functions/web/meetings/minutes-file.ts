import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { type Meeting, recordOf } from "../../../shared/meeting/state.ts";
import { getText } from "../../../shared/stored/text.ts";
import { attachmentForm } from "../components/attachment.ts";
import { tick } from "../components/confirmation.ts";
import { hidden } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type MeetingSay, meetingTitle, tellingMeetings } from "../components/meeting-words.ts";
import { seenField } from "../components/stale.ts";
import type { Html, PageContext, Web } from "../http/context.ts";
import { say } from "../http/say.ts";

/** The way to give the minutes of a meeting that was held as a file, or another in its place; `open`: one came for it. */
export async function minutesFileForm(web: Web, speak: MeetingSay, meeting: Meeting, open: boolean): Promise<Html> {
  const { told } = speak;
  const form = await attachmentForm(web, speak, href("meetingRecord", { meeting: meeting.id }));
  return html`<details${open ? html` open` : ""}><summary>${told(meeting.record?.minutesFile ? "minutes.file.again" : "minutes.file")}</summary><p>${told("minutes.file.lead")}</p>${form}</details>`;
}

/** Once it arrived: one button keeps it with what was recorded, of which nothing changes. */
export async function arrivedForm(c: PageContext, web: Web, meeting: Meeting, upload: string): Promise<Response> {
  const speak = tellingMeetings(say(c, web));
  const { told, text } = speak;
  const { present = [], outsiders = 0, minutes } = meeting.record ?? {};
  const written = minutes && (await getText(web.ports.files, minutes));
  const invited = present.filter((person) => meeting.invited.includes(person));
  const others = present.filter((person) => !meeting.invited.includes(person));
  const body = html`<p>${text("attachment.there")}</p>
<form method="post" action="${href("meetingRecord", { meeting: meeting.id })}" data-one-click>${seenField(nothingFilled, recordOf(meeting), undefined)}
${hidden("upload", upload)}${hidden("present", invited)}${hidden("others", others)}${hidden("outsiders", `${outsiders}`)}${hidden("minutes", written)}
${tick(told("minutes.file.sure"))} <button>${told("minutes.file.keep")}</button></form>`;
  const back = { href: href("meeting", { meeting: meeting.id }), label: meetingTitle(speak, meeting) };
  return formPage(c, web, {
    title: told("minutes.file.title"),
    back,
    filled: nothingFilled,
    body,
    scripts: ["confirm.js"],
  });
}
