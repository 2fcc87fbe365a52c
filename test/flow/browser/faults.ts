import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { desk, newPage, seen } from "./browsing.ts";
import { frameOf } from "./frame.ts";
import type { Site } from "./site.ts";

/** What is wrong with a page is found, also where a page much like it was sound. */
export function faultsAreFound(site: Site): void {
  const show = (page: Page, inside: string) =>
    page.setContent(`<html lang="fr"><title>Note</title><main><h1>Note</h1>${inside}</main>`);
  const against = (page: Page) => seen(page, "Note", frameOf).then(String, ({ actual }) => actual);

  test("a page that axe finds fault with, or that scrolls sideways, fails", async () => {
    const page = await newPage(site.browser, desk);
    const faulty = (style: string) => show(page, `<p style="${style}">Un texte</p>`);
    await faulty("");
    expect(await against(page)).toBe("undefined");
    await faulty("color: #ccc; background: #fff");
    expect(await against(page)).toEqual([expect.stringMatching("Note, light: color-contrast <p")]);
    await faulty("color: light-dark(#000, #333); background: light-dark(#fff, #000); color-scheme: light dark");
    expect(await against(page)).toEqual([expect.stringMatching("Note, dark: color-contrast <p")]);
    await faulty("width: 400px");
    expect(await against(page)).toEqual(["Note", 408]);
  });

  test("a menu that is cut fails", async () => {
    const page = await newPage(site.browser, desk);
    const menu = (style: string) =>
      show(page, `<div class="banner"><nav style="${style}"><a href="/year">L’année</a></nav></div>`);
    await menu("");
    expect(await against(page)).toBe("undefined");
    await menu("overflow-x: auto; text-indent: 300px; white-space: nowrap");
    expect(await against(page)).toEqual(["Note", ["L’année"]]);
  });

  test("a button that what follows touches fails", async () => {
    const page = await newPage(site.browser, desk);
    const button = (style: string) =>
      show(page, `<form style="margin: 0 0 ${style}"><button>Envoyer</button></form><hr style="margin: 0">`);
    await button("1rem");
    expect(await against(page)).toBe("undefined");
    await button("0");
    expect(await against(page)).toEqual(["Note", [expect.stringMatching(/^Envoyer: /)]]);
  });

  const sound =
    '<label for="a">Nom</label><input id="a" type="checkbox"><section aria-label="Suite"><p>Un texte</p></section>';

  test.each([
    ["a label of another field", "label", sound.replace('for="a"', 'for="b"')],
    ["a label without words", "label", sound.replace("Nom", "")],
    ["a colour from a style sheet", "color-contrast", `<style>p { color: #ccc }</style>${sound}`],
    [
      "a colour once a box is ticked",
      "color-contrast",
      `<style>:checked ~ * { color: #ccc }</style>${sound.replace("type", "checked type")}`,
    ],
    ["a level of headings left out", "heading-order", sound.replace(/<(.?)p>/g, "<$1h3>")],
    ["an image that says nothing", "image-alt", sound.replace("Un texte", '<img src="data:,">')],
    ["two places called alike", "landmark-unique", `${sound}<section aria-label="Suite"><h2>Suite</h2></section>`],
    ["a language that there is not", "valid-lang", sound.replace("<p>", '<p lang="xx">')],
  ])("%s is found where all else was sound", async (_, rule, inside) => {
    const page = await newPage(site.browser, desk);
    await show(page, sound);
    expect(await against(page)).toBe("undefined");
    await show(page, inside);
    expect(await against(page)).toEqual([expect.stringMatching(`: ${rule} <`)]);
  });

  test("a page that only says something else than one that was sound is not gone through again", async () => {
    const [page, other] = [await newPage(site.browser, desk), await newPage(site.browser, desk)];
    await show(page, `${sound}<ul><li>Un</li></ul>`);
    await seen(page, "Note", frameOf);
    await show(other, `${sound.replaceAll('"a"', '"b"').replace("Nom", "Titre")}<ul><li>Deux</li><li>Trois</li></ul>`);
    await seen(other, "Note", frameOf);
    expect([await page.evaluate("typeof axe"), await other.evaluate("typeof axe")]).toEqual(["object", "undefined"]);
  });
}
