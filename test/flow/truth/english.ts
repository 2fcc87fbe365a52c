import { exact, type Pair, pairsFor, pieces } from "./english-texts.ts";
import { type Context, type Fault, readLine, type Sentence } from "./reader.ts";

/**
 * English is read as the French of the same keys: what an English line says is what the French one would have said, and
 * that is read against the facts.
 */

const months = "January February March April May June July August September October November December".split(" ");
const french = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");
const hour = (said: string) =>
  said.replace(/(\d{2}):(\d{2})/g, (_, h: string, m: string) => `${Number(h)} h${m === "00" ? "" : ` ${m}`}`);

const units: Record<string, string> = { bytes: "octets", KB: "Ko", MB: "Mo" };

/** "9 April 2008, 18:00": "9 avril 2008, 18 h". */
function dated(said: string): string | undefined {
  const hours = /^from (\d{2}:\d{2}) to (\d{2}:\d{2})(, .+)?$/.exec(said);
  if (hours) return `de ${hour(hours[1]!)} à ${hour(hours[2]!)}${hours[3] ?? ""}`;
  const size = /^([\d.]+) (bytes|KB|MB)$/.exec(said);
  if (size) return `${size[1]!.replace(".", ",")} ${units[size[2]!]}`;
  const found = /^(\d{1,2}) (\p{L}+)( \d{4})?(,? (?:at )?\d{2}:\d{2}|, from \d{2}:\d{2} to \d{2}:\d{2})?$/u.exec(said);
  // "April", and "Apr" where there is little room
  const month = french[months.findIndex((each) => (found?.[2]?.length ?? 0) >= 3 && each.startsWith(found![2]!))];
  if (!found || !month) return undefined;
  const [, day, , year = "", time = ""] = found;
  return `${day === "1" ? "1er" : day} ${month}${year}${hour(time).replace("from", "de").replace(" to ", " à ").replace(" at ", " à ")}`;
}

/** What a line says, in the French that says it; several, where keys say the same in English. */
export function frenchOf(said: string, depth = 3): string[] {
  const key = `${depth} ${said}`;
  const known = readings.get(key) ?? read(said, depth);
  readings.set(key, known);
  return known;
}
const readings = new Map<string, string[]>();

function read(said: string, depth: number): string[] {
  const date = dated(said);
  if (date !== undefined) return [date];
  if (depth === 0) return [...exact(said), said];
  if (said.endsWith(":"))
    return [
      ...exact(said),
      ...pairsFor(said).flatMap((pair) => through(pair, said, depth)),
      ...exact(said.slice(0, -1)).map((label) => `${label} :`),
      ...inSentences(said, depth),
      said,
    ];
  const known = [
    ...exact(said),
    ...composed(said, depth),
    ...pairsFor(said).flatMap((pair) => through(pair, said, depth)),
  ];
  const listed = [", ", " and ", " – ", " · "].flatMap((by) =>
    ([", ", " – "].includes(by) || known.length === 0) && said.includes(by) ? inParts(said, by, depth) : [],
  );
  const ways = [named(said, depth), inSentences(said, depth), listed];
  return [...new Set([...known, ...ways.flat(), said])].slice(0, 60);
}

/** "Round 1: 2 remarks sent": what is said of what. */
function named(said: string, depth: number): string[] {
  const [, label = "", value = ""] = /^([^:“]+?) ?: (.+)$/.exec(said) ?? [];
  if (!label) return [];
  const names = exact(label).length > 0 ? exact(label) : frenchOf(label, 1).slice(0, 3);
  return names.flatMap((name) => frenchOf(value, depth - 1).map((each) => `${name} : ${each}`));
}

/** "Download the PDF of this version – Cadrage (3 pages, 16 KB, French)" */
const file = /^(Download .+) – (.+) \((?:(\d+ pages?), )?([\d.]+) (bytes|KB|MB), French\)$/u;
/** "Remark 2, Reviewer 1 Integrated in part 28 April 2008, 09:00" */
const remark =
  /^Remark (\d+)(?:, (.+?))? (Integrated in part|Integrated|Declined|No disposition yet|No disposition) (\d+ \p{L}+ \d{4}(?:,? (?:at )?\d\d:\d\d)?)$/u;

/** Lines that a page puts together from several texts. */
const composites: [RegExp, (found: string[], depth: number) => string[]][] = [
  // a row of a table, cell by cell, line by line
  [/^(.+ \| .+)$/u, ([row = ""]) => rowsOf(row)],
  // a line of the list of meetings, a document of an agenda, a meeting that was cancelled
  [
    /^(from \d\d:\d\d to \d\d:\d\d) · (.+?) · (.+?) · (one document)(?: · (\d+ decisions))?$/u,
    ([, when = "", place, people = "", documents = "", decisions]) =>
      frenchOf(people, 1).flatMap((each) =>
        exact(documents).flatMap((one) =>
          (decisions ? frenchOf(decisions, 1).map((all) => ` · ${all}`) : [""]).map(
            (more) => `${dated(when)} · ${place} · ${each} · ${one}${more}`,
          ),
        ),
      ),
  ],
  // when and where a meeting is
  [
    /^(\d+ \p{L}+ \d{4}, from \d\d:\d\d to \d\d:\d\d) · (.+)$/u,
    ([, when = "", place]) => [`${dated(when)} · ${place}`],
  ],
  // a round and how it stands, in the bar of a document that is read
  [
    /^(Round \d.*?) · until (.+?)(?: \((.+)\))?$/u,
    ([, round = "", date = "", left = ""], depth) =>
      frenchOf(round, depth).flatMap((each) =>
        [...frenchOf(left, 2), left === "today" ? "aujourd’hui" : left === "tomorrow" ? "demain" : left].map(
          (days) => `${each} · jusqu’au ${dated(date)} (${days.replace(" days", " jours")})`,
        ),
      ),
  ],
  [
    /^(Round \d.*?) · (.+)$/u,
    ([, round = "", how = ""], depth) =>
      frenchOf(round, depth).flatMap((each) => exact(how).map((ended) => `${each} · ${ended}`)),
  ],
  // a remark beside its words
  [
    /^(\d+) (Comment|Correction|Addition|Reference) (.+), (\d+ \p{L}+(?: \d{4})?)$/u,
    ([, number, type = "", who = "", day = ""]) =>
      exact(type).flatMap((each) =>
        [...(who === "sent" ? ["envoyée"] : frenchOf(who, 1))].map((one) => `${number} ${each} ${one}, ${dated(day)}`),
      ),
  ],
  // words that a remark would change
  [
    /^(?=.*\[(?:added|deleted): )(.+)$/u,
    ([, words = ""]) => [words.replaceAll("[added:", "[ajouté :").replaceAll("[deleted:", "[supprimé :")],
  ],
  // two versions that are compared
  [
    /^From (version .+?), to (version .+)$/u,
    ([, from = "", to = ""]) =>
      frenchOf(from, 3).flatMap((one) => frenchOf(to, 3).map((other) => `De la ${one}, à la ${other}`)),
  ],
  // a document that began as a version of another
  [
    /^(.+) (from version \d+, of \d+ \p{L}+(?: \d{4})?)(?: – (.+) – (.+))?$/u,
    ([, title, from = "", redline, of]) =>
      frenchOf(from, 2).map((each) => `${title} ${each}${redline ? ` – ${exact(redline)[0]} – ${of}` : ""}`),
  ],
  // an edition, and what it is now; two, of which a page says what changed
  [
    /^(Edition \d+, of \d+ \p{L}+ \d{4}) – (.+?)(?: \((The funders’ page)\))?$/u,
    ([, edition = "", how = "", page]) =>
      frenchOf(edition, 2).flatMap((each) =>
        frenchOf(how, 1).map((said) => `${each} – ${said}${page ? ` (${exact(page)[0]})` : ""}`),
      ),
  ],
  [
    /^(Edition .+) → (Edition .+)$/u,
    ([, from = "", to = ""]) => frenchOf(from, 2).flatMap((each) => frenchOf(to, 2).map((next) => `${each} → ${next}`)),
  ],
  // what a meeting decided: what became of it, who is to do it, or where it was decided
  [
    /^(Done|Dropped) (\d+ \p{L}+ \d{4}) · (.+)$/u,
    ([, how = "", when = "", who]) => exact(how).map((each) => `${each} ${dated(when)} · ${who}`),
  ],
  [
    /^(?:([^·]+ overdue) )?by (\d+ \p{L}+ \d{4}) · (.+)$/u,
    ([, late, when = "", rest = ""]) =>
      frenchOf(rest, 1).map((each) => `${late ? `${frenchOf(late)[0]} ` : ""}pour le ${dated(when)} · ${each}`),
  ],
  [/^(.+) (Draft|Review|Final)$/u, ([, title, stage = ""]) => exact(stage).map((each) => `${title} ${each}`)],
  [
    /^(.+) (cancelled)$/u,
    ([, what = "", how = ""]) => exact(how).flatMap((each) => frenchOf(what, 1).map((said) => `${said} ${each}`)),
  ],
  [
    /^(.+, from \d\d:\d\d to \d\d:\d\d), (.+) – (planned|held|cancelled)$/u,
    ([, when = "", place, how = ""]) => exact(how).map((each) => `${dated(when)}, ${place} – ${each}`),
  ],
  [/^(.+) \(stage passed\)$/u, ([, stage = ""]) => exact(stage).map((each) => `${each} (étape passée)`)],
  // a proof archive, by its size
  [
    /^(.+) \(\.zip archive, ([\d.]+ (?:bytes|KB|MB))\)$/u,
    ([, verb = "", size = ""]) => exact(verb).map((each) => `${each} (archive .zip, ${dated(size)})`),
  ],
  [
    /^(.+) – (.+) \(\.zip archive, ([\d.]+ (?:bytes|KB|MB))\)$/u,
    ([, verb = "", title, size = ""]) => exact(verb).map((each) => `${each} – ${title} (archive .zip, ${dated(size)})`),
  ],
  // what is under review, and how long it takes
  [
    /^(.+) · (?:(\d+ pages?), about (\d+) minutes|about (\d+ pages?), (\d+) minutes)$/u,
    ([, what = "", pages, minutes, about, some]) =>
      frenchOf(what, 3).map((each) => {
        return `${each} · ${pages ? `${pages}, environ ${minutes} minutes` : `environ ${about}, ${some} minutes`}`;
      }),
  ],
  // how a final came about, how it is cited, a hash of it
  [
    /^(Round \d.*), from (\d+ \p{L}+ \d{4}) to (\d+ \p{L}+ \d{4})$/u,
    ([, round = "", from = "", until = ""]) =>
      frenchOf(round, 2).map((each) => `${each}, du ${dated(from)} au ${dated(until)}`),
  ],
  [
    /^(\d+|one|no) decisions? of (\d+)((?:, (?:\d+|one) remarks?)?)((?:, anonymous review)?)\.$/u,
    ([, given = "", asked, remarks = "", anonymous]) => [
      `${{ one: "un", no: "aucun" }[given] ?? given} avis sur ${asked}${remarks.replace("one", "une").replace("remark", "remarque")}${anonymous ? ", relecture anonyme" : ""}.`,
    ],
  ],
  [
    /^(Read the version that was reviewed) – (.+)$/u,
    ([, read = "", round = ""]) => frenchOf(round, 2).map((each) => `${exact(read)[0]} – ${each}`),
  ],
  [
    /^(.+, \d{4}\. .+\.) (\d+)(?:st|nd|rd|th) ed\. (.+\.)$/u,
    ([, head, edition, rest]) => [`${head} ${edition}e éd. ${rest}`],
  ],
  [
    /^(PDF|Word|HTML), edition (\d+) ([0-9a-f]{64})$/u,
    ([, format, edition, hash]) => [`${format}, édition ${edition} ${hash}`],
  ],
  // a choice, and how many it leaves
  [/^(.+) (\(\d+\))$/u, ([, label = "", count]) => frenchOf(label, 1).map((each) => `${each} ${count}`)],
  [/^Chase (.+)$/u, ([, who]) => [`Relancer ${who}`]],
  [
    file,
    ([, verb = "", title, pages, size = "", unit = ""]) =>
      exact(verb).map(
        (each) => `${each} – ${title} (${pages ? `${pages}, ` : ""}${size.replace(".", ",")} ${units[unit]}, français)`,
      ),
  ],
  [
    remark,
    ([, number, who, suite = "", when = ""]) =>
      exact(suite).map((each) => `Remarque ${number}${who ? `, ${frenchOf(who, 1)[0]}` : ""} ${each} ${dated(when)}`),
  ],
  // "1. “Words”: what of them"
  [
    /^(\d+\. )?“(.+?)”: (.+)$/u,
    ([, number = "", words, rest = ""], depth) =>
      frenchOf(rest, depth).map((each) => `${number}« ${words} » : ${each}`),
  ],
  [
    /^Overdue (.+?), ([^,]+ overdue)\. (Awaited .+)$/u,
    ([, what = "", late = "", who = ""], depth) =>
      frenchOf(what, depth).map((each) => `En retard ${each}, ${frenchOf(late)[0]}. ${frenchOf(who)[0]}`),
  ],
  // "note.md – ORIV Read 3 March 2008": a file that was sent
  [
    /^(\S+\.\w+(?: – .+?)?) (Awaited|Read|Refused)(?: (\d+ .+))?$/u,
    ([, name, status = "", when = ""]) => exact(status).map((each) => `${name} ${each}${when && ` ${dated(when)}`}`),
  ],
  [/^Overdue (.+)$/u, ([, rest = ""], depth) => frenchOf(rest, depth).map((each) => `En retard ${each}`)],
  // "Relectrice (3 May 2008)"
  [/^([^()]+) \((\d{1,2} \p{L}+ \d{4})\)$/u, ([, who, day = ""]) => (dated(day) ? [`${who} (${dated(day)})`] : [])],
  // "Dossier – draft (EPI, Annexes), by 15 May 2008": parts, some of which have a comma in their names
  [
    /^(.+ – )?(\p{Ll}[\p{L} ]+) \(([^()]+)\), by (\d+ \p{L}+ \d{4})(?:, (.+ overdue))?$/u,
    ([, of = "", what = "", parts, day = "", late]) =>
      exact(what).map(
        (each) => `${of}${each} (${parts}), pour le ${dated(day)}${late ? `, ${frenchOf(late)[0]}` : ""}`,
      ),
  ],
  // "what (whose)", "what. why"
  [
    /^(\p{Ll}[^.(]*?)( \([^)]+\)|\. .+)$/u,
    ([, what = "", more = ""], depth) => frenchOf(what, depth - 1).map((each) => each + more),
  ],
  // names or titles in one line
  [/^[^;.]+(?:; [^;.]+)+$/u, ([names = ""]) => [names.replaceAll("; ", " ; ")]],
];

function rowsOf(row: string): string[] {
  const cells = row.split(" | ").map((cell) => {
    const lines = cell.split(" ⏎ ").map((line) => frenchOf(line, 2).slice(0, 3));
    return lines.reduce((all, next) => all.flatMap((each) => next.map((line) => `${each} ⏎ ${line}`)));
  });
  return cells.reduce((all, next) => all.flatMap((each) => next.map((cell) => `${each} | ${cell}`)));
}

function composed(said: string, depth: number): string[] {
  for (const [pattern, make] of composites) {
    const found = pattern.exec(said);
    if (found) return make([...found], depth);
  }
  return [];
}

/** Sentences of several texts that stand in one line: each text may have several. */
function inSentences(said: string, depth: number): string[] {
  const all = said.split(/(?<=[.!?:]) (?=\p{Lu}|“|«|\d)/u);
  if (all.length === 1 || all.length > 8) return beside(said);
  return all.slice(1).flatMap((_, index) => {
    const [head, rest] = [all.slice(0, index + 1).join(" "), all.slice(index + 1).join(" ")];
    const heads = [...exact(head), ...pairsFor(head).flatMap((pair) => through(pair, head, depth - 1))].slice(0, 4);
    if (heads.length === 0) return [];
    return frenchOf(rest, depth)
      .slice(0, 6)
      .flatMap((tail) => heads.map((each) => `${each} ${tail}`));
  });
}

/** "Read the document Add to my calendar (.ics)": links beside each other, three at most. */
function beside(said: string, most = 3): string[] {
  return [...said.matchAll(/ (?=\p{Lu})/gu)].flatMap(({ index }) => {
    const rest = said.slice(index + 1);
    const after = [...exact(rest), ...(most > 2 ? beside(rest, most - 1) : [])];
    return exact(said.slice(0, index)).flatMap((each) => after.map((next) => `${each} ${next}`));
  });
}

function inParts(said: string, by: string, depth: number): string[] {
  return said
    .split(by)
    .map((part) => frenchOf(part, depth - 1).slice(0, 4))
    .reduce<string[]>((all, part) => all.flatMap((head) => part.map((each) => (head ? head + by + each : each))), [""])
    .slice(0, 16);
}

function through({ pattern, names, french: to }: Pair, said: string, depth: number): string[] {
  const found = pattern.exec(said);
  if (!found || (isPeriod(pattern) && !/^\d/.test(found[1]!))) return [];
  const values = names.map((name, index): [string, string[]] => [
    name,
    frenchOf(found[index + 1]!, depth - 1).slice(0, 3),
  ]);
  return values.reduce(
    (all, [name, each]) => all.flatMap((text) => each.map((value) => text.replaceAll(`{${name}}`, value))),
    [to],
  );
}

/** "{from} to {until}": of days, while "draft to submit" is none. */
function isPeriod({ source }: RegExp): boolean {
  return source === "^(.+?) to (.+?)$";
}

/** Reads an English line: one of the French lines that it stands for is borne, whole or sentence by sentence. */
export function readEnglish(sentences: readonly Sentence[], context: Context, line: string, where: string): Fault[] {
  const isBorne = (said: string) =>
    frenchOf(said).some((each) => readLine(sentences, context, each, where).length === 0);
  if (isBorne(line)) return [];
  const parts = pieces(line);
  return parts.flatMap((said): Fault[] =>
    parts.length > 1 && isBorne(said) ? [] : [{ where, said, why: "not borne" }],
  );
}
