import { expect, test } from "vitest";
import { nothingFilled } from "../../../../functions/web/components/filled.ts";
import { tellingMeetings } from "../../../../functions/web/components/meeting-words.ts";
import { sayIn } from "../../../../functions/web/http/say.ts";
import { agendaFields } from "../../../../functions/web/meetings/agenda-fields.ts";
import type { Offered } from "../../../../functions/web/meetings/proposals.ts";
import { wordsOf } from "../../notify/letter.ts";

const speak = tellingMeetings(sayIn("fr", "Europe/Paris", "fr"));

/** Documents that are late, as many as asked for. */
const lateOnes = (count: number) =>
  Array.from({ length: count }, (_, at): Offered => {
    const deliverable = `note-${at + 1}`;
    const about = { matter: { what: "version" as const, deliverable }, title: "", label: `Note ${at + 1}` };
    return { ...about, why: "late", what: "draft", date: "2008-05-12", key: `version:${deliverable}` };
  });

/** How the form shows what is late: "plain", or folded under a count, open or not. */
function check(title: string, count: number, matters: string[], expected: string): void {
  test(title, () => {
    const view = { speak, filled: nothingFilled, today: "2008-06-02" };
    const page = `${agendaFields(view, lateOnes(count), { matters, lines: [] })}`;
    const [, open, summary = ""] = /<details( open)?><summary>([^<]*)/.exec(page) ?? [];
    expect(summary === "" ? "plain" : `${open ? "open" : "folded"}: ${summary}`).toBe(expected);
    expect(wordsOf(page)).toMatch(/En retard Note 1 Brouillon attendu le 12 mai 2008 Note 2/);
  });
}

check("what is late is shown, each by the day that it was expected", 12, [], "plain");
check("a long list of what is late is folded under how many they are", 13, [], "folded: 13 retards");
check("and open where one of them is chosen", 13, ["version:note-3"], "open: 13 retards");
