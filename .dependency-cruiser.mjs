/** Who may import whom: the map of the house (README), held by `npm run check`. */

/**
 * What `shared/` holds, rooms and the files that stand alone there, lowest first: each may import itself, what is `open`
 * below it, and what it names, which stands before it. Arrows go one way.
 */
export const rooms = {
  "values.ts": [],
  "i18n/": [],
  "errors.ts": [],
  "settings.ts": [],
  "functions.ts": [],
  "addresses.ts": [],
  "version.ts": [],
  "name.ts": [],
  "ports.ts": [],
  "archive/": [],
  "time/": ["name.ts"],
  "quorum/": ["name.ts"],
  "document/": ["quorum/"],
  "kinds/": ["name.ts", "ports.ts", "quorum/", "document/"],
  "layout/": ["ports.ts", "document/", "kinds/"],
  "formats/": ["document/", "kinds/", "layout/"],
  "links/": ["ports.ts"],
  "jobs/": [],
  "chain/": ["ports.ts", "jobs/"],
  "deliverable/": ["time/", "quorum/", "document/", "kinds/", "jobs/", "chain/"],
  "programme/": ["name.ts", "time/", "document/", "chain/", "deliverable/summary.ts"],
  "meeting/": ["time/", "document/", "jobs/", "chain/", "programme/state.ts"],
  "agreement/": ["name.ts", "time/", "jobs/", "chain/", "programme/state.ts"],
  "ledger/": ["name.ts", "time/", "chain/", "programme/state.ts", "agreement/"],
  "statement/": ["time/", "document/", "chain/", "programme/state.ts", "agreement/", "ledger/"],
  "stored/": [
    ...["name.ts", "ports.ts", "time/", "document/", "kinds/", "links/", "jobs/", "chain/"],
    ...["deliverable/", "programme/", "meeting/", "agreement/", "ledger/", "statement/"],
  ],
  "adapters/": ["ports.ts", "links/", "chain/hash.ts", "stored/content.ts", "stored/objects.ts"],
  "sight/": ["ports.ts", "time/", "deliverable/", "programme/", "meeting/", "agreement/", "ledger/", "stored/"],
  "asking/": [
    "ports.ts",
    "time/",
    "kinds/",
    "jobs/",
    "deliverable/",
    "programme/",
    "meeting/",
    "agreement/",
    "ledger/",
    "stored/",
  ],
  "acts/": [
    ...["name.ts", "ports.ts", "time/", "quorum/", "document/", "kinds/", "chain/"],
    ...["deliverable/", "programme/", "meeting/", "agreement/", "ledger/", "statement/", "stored/"],
  ],
  "evidence/": ["ports.ts", "archive/", "time/", "document/", "chain/", "deliverable/", "stored/", "sight/"],
  "moving/": ["name.ts", "ports.ts", "archive/", "chain/", "stored/"],
};
/** Open to every room above it. */
const open = ["values.ts", "i18n/", "errors.ts", "settings.ts", "functions.ts", "addresses.ts"];

const names = Object.keys(rooms);
const pathOf = (name) => `^shared/${name.replace(/\.ts$/, "\\.ts$")}`;
const everything = "^(shared|functions|infra|test|templates)/";

/** Throws where a room names another that does not stand before it. */
const room = ([name, named], at) => {
  const below = names.slice(0, at);
  const astray = named.filter((each) => !below.includes(each) && !below.includes(each.replace(/\/.*/, "/")));
  if (astray.length > 0) throw new Error(`shared/${name} names what does not stand before it: ${astray.join(", ")}`);
  const allowed = [name, ...named, ...open.filter((each) => below.includes(each))].map(pathOf);
  return { name, severity: "error", from: { path: pathOf(name) }, to: { path: everything, pathNot: allowed } };
};

/** Nothing of `shared/` imports, or is imported, that the table does not have. */
const listed = { path: "^shared/", pathNot: names.map(pathOf) };
const unlisted = [
  { name: "not-a-room-imports", severity: "error", from: listed, to: {} },
  { name: "not-a-room-imported", severity: "error", from: {}, to: listed },
];

/** The rooms of the web, each of which may import those before it; `app.ts` knows them all. */
const web = [
  "http",
  "components",
  "mails",
  "people",
  "settings",
  "round",
  "review",
  "reading",
  "translation",
  "dispositions",
  "draft",
  "final",
  "origins",
  "deliverable",
  "programme",
  "meetings",
  "agreements",
  "ledger",
  "statements",
  "funded",
  "kinds",
  "search",
  "styleguide",
  "entry",
  "calendar",
];

/** The last of these rooms imports none but these. */
const webRoom = (rooms) => ({
  name: `web-${rooms.at(-1)}`,
  severity: "error",
  from: { path: `^functions/web/${rooms.at(-1)}/` },
  to: { path: "^functions/web/", pathNot: [`^functions/web/(${rooms.join("|")})/`] },
});

export default {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(mdast|aws-lambda)$" },
    },
    {
      name: "no-dev-dependency-in-production",
      severity: "error",
      from: { path: "^(shared|functions|infra/local|infra/cli|infra/replay)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    ...Object.entries(rooms).map(room),
    ...unlisted,
    ...["web", "ingest", "render", "notify", "tick"].map((name) => ({
      name: `function-${name}`,
      severity: "error",
      from: { path: `^functions/${name}/` },
      to: { path: everything, pathNot: [`^functions/${name}/`, "^shared/"] },
    })),
    ...web.map((_, at) => webRoom(web.slice(0, at + 1))),
    {
      name: "aws-only-in-wiring",
      severity: "error",
      from: { path: "^(shared|functions)/", pathNot: ["handler\\.ts$", "^shared/adapters/aws/"] },
      to: { path: "^shared/adapters/aws/" },
    },
    {
      name: "embedded-only-on-a-laptop",
      severity: "error",
      from: {
        path: "^(shared|functions|infra)/",
        pathNot: ["^infra/(local|cli|bench|replay)/", "^shared/adapters/embedded/"],
      },
      to: { path: "^shared/adapters/embedded/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules/(?!\\.)" },
    parser: "swc",
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
