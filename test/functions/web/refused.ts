import { expect } from "vitest";

/** The page of a refused form: the form again, with its summary, the fields in error, and what was typed. */
export async function refused(response: Response, fields: string[], typed: string[] = []): Promise<string> {
  const body = await response.text();
  expect(response.status).toBe(422);
  expect(body).toMatch(/<title>(Erreur\u00a0: |Error: )/);
  expect(body).toMatch(/<div class="errors" role="alert"[^>]* autofocus/);
  const linked = linkedIn(body);
  expect(linked.sort()).toEqual([...fields].sort());
  for (const field of linked) expect(body).toContain(`id="${field}"`);
  for (const text of typed) expect(body).toContain(text);
  // what a script fills is not yet filled
  expect(body.replace(/ data-words="[^"]*"/g, "")).not.toMatch(/\{\w+\}|undefined/);
  return body;
}

/** The fields that a refused form says are wrong. */
export async function wrongIn(response: Response): Promise<[number, string[]]> {
  const body = await response.text();
  return [response.status, linkedIn(body).sort()];
}

/** The fields that the summary of a page leads to. */
function linkedIn(body: string): string[] {
  const [summary = ""] = /<div class="errors".*?<\/div>/s.exec(body) ?? [];
  return [...summary.matchAll(/<li><a href="#([\w-]+)">/g)].map(([, field = ""]) => field);
}
