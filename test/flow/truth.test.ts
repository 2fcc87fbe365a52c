import { beforeAll, expect, test } from "vitest";
import { archiveOf } from "./truth/archive.ts";
import { readMail } from "./truth/mails.ts";
import type { Archive } from "./truth/reader.ts";
import { liveSeason } from "./truth/season.ts";
import type { Year } from "./year.ts";

let year: Year;
let archive: Archive;
beforeAll(async () => {
  year = await liveSeason(async () => undefined);
  archive = await archiveOf(year);
}, 120_000);

test("no sentence of a mail states what the events do not bear, nor is one of a template that nobody classified", () => {
  const faults = year.sent.flatMap((mail) => readMail(archive, { ...mail, to: year.people[mail.to]!.id }));
  expect(faults).toEqual([]);
  expect(year.sent.length).toBeGreaterThan(200);
});
