import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { type FunctionName, functionNames } from "../shared/functions.ts";
import { defaultLanguage } from "../shared/i18n/languages.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The folder of each function's bundle: `handler.mjs`, what it imports late, source maps, its part of `templates/`. */
export type Bundles = Record<FunctionName, string>;

/** What of `templates/` each function reads; the rest stays at home. */
const templates: Record<FunctionName, RegExp> = {
  web: /^(web\/.+|fonts\/web\/.+|[^/]+\/kind\.json|theme\.json)$/,
  ingest: /^[^/]+\/kind\.json$/,
  render: /^fonts\/(?!web\/).+$/,
  notify: /^[^/]+\/kind\.json$/,
  tick: /^[^/]+\/kind\.json$/,
};

/** Packages that were not written as modules call `require`, which a module has to make for itself. */
const banner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/** One S3 client: the signing packages would bring a second, of another version. */
const alias = { "@aws-sdk/client-s3": join(root, "node_modules", "@aws-sdk", "client-s3") };

/** With it the AWS clients tell in what browser they run, which is none: 34 KB that no function would ever read. */
const external = ["bowser"];

/** pdf-lib does not say that its modules have no side effects; said for it, what we do not import stays out (400 KB). */
const pure: Plugin = {
  name: "pure",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(pdf-lib$|\.)/ }, async ({ path, importer, pluginData, ...from }) => {
      const wanted = path === "pdf-lib" || /[/\\]node_modules[/\\]pdf-lib[/\\]/.test(importer);
      if (!wanted || pluginData === pure.name) return undefined;
      return { ...(await resolve(path, { ...from, importer, pluginData: pure.name })), sideEffects: false };
    });
  },
};

/** The catalogues of a language of the interface, as modules import them: `shared/i18n/en/pages.json`. */
const catalogue = /\bshared[/\\]i18n[/\\](\w+)[/\\](\w+\.json)$/;

/** Where a bundle keeps the catalogue of a path; undefined: in its code, since it is of the default language, or is none. */
function keptBeside(path: string): string | undefined {
  const [, language, name] = catalogue.exec(path) ?? [];
  return language === undefined || language === defaultLanguage ? undefined : `i18n/${language}/${name}`;
}

/**
 * Catalogues of other languages than the default one are files beside the code, read when the first text of one is asked for:
 * a start waits for one language, not for all.
 */
const otherLanguages: Plugin = {
  name: "other-languages",
  setup({ onLoad }) {
    onLoad({ filter: catalogue }, ({ path }) => {
      const file = keptBeside(path);
      return file === undefined ? undefined : { contents: readLate(file) };
    });
  },
};

/** Writes the catalogues that the code of a bundle reads late. */
async function copyCatalogues({ outputs }: Metafile, folder: string): Promise<void> {
  const inputs = new Set(Object.values(outputs).flatMap((output) => Object.keys(output.inputs)));
  for (const path of inputs) {
    const file = keptBeside(path);
    if (file === undefined) continue;
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), JSON.stringify(JSON.parse(await readFile(join(root, path), "utf8"))));
  }
}

/** A module whose default is the object of a JSON file of the bundle, which is read once a property of it is asked for. */
function readLate(file: string): string {
  return `import { readFileSync } from "node:fs";
let texts;
const read = () => (texts ??= JSON.parse(readFileSync(new URL(${JSON.stringify(file)}, import.meta.url.replace(/(chunks\\/)?[^/]+$/, "")), "utf8")));
export default /* @__PURE__ */ new Proxy({}, {
  get: (_, key) => read()[key],
  has: (_, key) => key in read(),
  ownKeys: () => Reflect.ownKeys(read()),
  getOwnPropertyDescriptor: (_, key) => ({ ...Reflect.getOwnPropertyDescriptor(read(), key), configurable: true }),
});`;
}

/** Builds the five bundles below `folder`, with no network and no container. */
export async function bundleFunctions(folder: string): Promise<Bundles> {
  const built = functionNames.map(async (name) => [name, await bundleFunction(name, join(folder, name))] as const);
  return Object.fromEntries(await Promise.all(built)) as Bundles;
}

async function bundleFunction(name: FunctionName, folder: string): Promise<string> {
  await bundleEntry(join(root, "functions", name, "handler.ts"), folder);
  await copyTemplates(name, join(folder, "templates"));
  return folder;
}

/** Builds one program and what it imports into `folder`, which is made anew. */
export async function bundleEntry(entry: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [entry],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    alias,
    external,
    plugins: [pure, otherLanguages],
    minify: true,
    charset: "utf8",
    sourcemap: "linked",
    sourcesContent: false,
    legalComments: "linked",
    banner: { js: banner },
    logLevel: "warning",
    metafile: true,
  });
  await copyCatalogues(metafile, folder);
}

async function copyTemplates(name: FunctionName, folder: string): Promise<void> {
  const home = join(root, "templates");
  for (const path of await filesBelow(home))
    if (templates[name].test(path)) await cp(join(home, path), join(folder, path));
}

/**
 * Bytes of a function, without the source map: all its code and catalogues, what of it is loaded when it starts (the rest, when
 * something is asked that needs it: a programme's YAML, the texts of another language), and its templates.
 */
export async function bundleSize(folder: string): Promise<{ code: number; atStart: number; templates: number }> {
  const sizes = new Map<string, number>();
  for (const path of await filesBelow(folder)) sizes.set(path, (await stat(join(folder, path))).size);
  const sum = (paths: Iterable<string>) => [...paths].reduce((total, path) => total + (sizes.get(path) ?? 0), 0);
  const all = [...sizes.keys()];
  return {
    code: sum(all.filter((path) => /^i18n\/|\.mjs$/.test(path))),
    atStart: sum(await importedAtStart(folder, "handler.mjs")),
    templates: sum(all.filter((path) => path.startsWith("templates/"))),
  };
}

/** A module of a bundle and all that it imports statically, as paths below `folder`. */
async function importedAtStart(folder: string, path: string, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const code = await readFile(join(folder, path), "utf8");
  for (const [, imported = ""] of code.matchAll(/(?:\bfrom|\bimport)"(\.{1,2}\/[^"]+\.mjs)"/g))
    await importedAtStart(folder, join(dirname(path), imported), seen);
  return seen;
}

/** Paths of the files below `folder`, with slashes, sorted. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((path) => relative(folder, path).replaceAll("\\", "/")).sort();
}
