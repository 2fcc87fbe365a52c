import { createHash } from "node:crypto";
import { href } from "../../../shared/addresses.ts";
import { articleStyle } from "../../../shared/formats/html/style.ts";
import type { Assets } from "../../../shared/ports.ts";

/** The files that pages link: style, scripts and fonts, each at an address that changes with its content. */
export type StaticFiles = {
  /** The address of a file: `livrable.css` → `/assets/livrable.3f2a91c07b.css`. Undefined where there is none. */
  href(name: string): string | undefined;
  /** What an address below `/assets/` holds. */
  find(address: string): { bytes: Uint8Array<ArrayBuffer>; mediaType: string } | undefined;
};

/** By the templates that came with the release: they do not change while a process runs. */
const opened = new WeakMap<Assets, Promise<StaticFiles>>();

/** Takes up `templates/web` and the web fonts, once, and again where that failed; the style's `url(font.woff2)` become addresses. */
export function openStaticFiles(assets: Assets): Promise<StaticFiles> {
  const { shipped = assets } = assets;
  const known = opened.get(shipped);
  if (known) return known;
  const files = takeUp(shipped);
  opened.set(shipped, files);
  files.catch(() => opened.delete(shipped));
  return files;
}

async function takeUp(assets: Assets): Promise<StaticFiles> {
  const fonts = await load(assets, "fonts/web", ["woff2"]);
  const addresses = new Map(fonts.map(({ name, bytes }) => [name, address(name, bytes)]));
  const own = [
    ...(await load(assets, "web", ["css", "js", "svg"])),
    { name: "document.css", bytes: utf8(articleStyle) },
  ];
  const files = importedFirst(own).map(({ name, bytes }) => {
    const lean = name.endsWith(".css") ? withoutComments(bytes) : bytes;
    const file = { name, bytes: /\.(css|js)$/.test(name) ? withAddresses(lean, addresses) : lean };
    addresses.set(name, address(name, file.bytes));
    return file;
  });
  const addressed = [...fonts, ...files].map(({ name, bytes }) => {
    const mediaType = mediaTypes[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
    return [addresses.get(name) ?? name, { bytes, mediaType }] as const;
  });
  const byAddress = new Map(addressed);
  return {
    href: (name) => (addresses.has(name) ? href("asset", { name: addresses.get(name)! }) : undefined),
    find: (name) => byAddress.get(name),
  };
}

const mediaTypes: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  woff2: "font/woff2",
  svg: "image/svg+xml",
};

type File = { name: string; bytes: Uint8Array<ArrayBuffer> };

/** The files of a folder of templates; none where the folder is not there yet. */
async function load(assets: Assets, folder: string, endings: string[]): Promise<File[]> {
  const names = await assets.list(folder).catch(() => []);
  const wanted = names.filter((name) => endings.some((ending) => name.endsWith(`.${ending}`)));
  return Promise.all(
    wanted.map(async (name) => ({ name, bytes: Uint8Array.from(await assets.read(`${folder}/${name}`)) })),
  );
}

/** A style without what is for its readers alone: comments and indents. */
function withoutComments(style: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(style).toString("utf8");
  return utf8(text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s*\n\s*/g, "\n"));
}

/** A font in a style, a script in another, by its name: `url(serif.woff2)`, `from "./passages.js"`. */
const naming = /(?<=url\()([\w.-]+)(?=\))|(?<=from "\.\/)([\w.-]+)(?=")/g;

function withAddresses(file: Uint8Array, addresses: Map<string, string>): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(file).toString("utf8");
  return utf8(text.replace(naming, (name) => addresses.get(name) ?? name));
}

/** Scripts after those that they import: the address of a file changes with those of the files it names. */
function importedFirst(files: readonly File[]): File[] {
  const sorted = new Set<File>();
  const add = (file: File | undefined): void => {
    if (!file || sorted.has(file)) return;
    for (const [name] of Buffer.from(file.bytes).toString("utf8").matchAll(naming))
      if (file.name.endsWith(".js")) add(files.find((each) => each.name === name));
    sorted.add(file);
  };
  for (const file of files) add(file);
  return [...sorted];
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text));
}

function address(name: string, bytes: Uint8Array): string {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const dot = name.lastIndexOf(".");
  return `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
}
