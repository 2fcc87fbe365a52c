import { expect, test } from "vitest";
import { attachment } from "../../shared/adapters/attachment.ts";

test.each([
  ["note.pdf", `attachment; filename="note.pdf"; filename*=UTF-8''note.pdf`],
  [
    "Été à l’œuvre.pdf",
    `attachment; filename="Ete a l__uvre.pdf"; filename*=UTF-8''%C3%89t%C3%A9%20%C3%A0%20l%E2%80%99%C5%93uvre.pdf`,
  ],
  ['a"b\\c%.md', `attachment; filename="a_b_c_.md"; filename*=UTF-8''a%22b%5Cc%25.md`],
  ["a\r\nSet-Cookie: x", `attachment; filename="a__Set-Cookie: x"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x`],
  ["l'avis (1)*.md", `attachment; filename="l'avis (1)*.md"; filename*=UTF-8''l%27avis%20%281%29%2A.md`],
])("%j as an attachment", (name, header) => {
  expect(attachment(name)).toBe(header);
});
