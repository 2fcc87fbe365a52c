/** Who may import whom: the map of the house (README), held by `npm run check`. */

const shared = (...rooms) => rooms.map((room) => `^shared/${room}`);
const everyone = shared("errors\\.ts$", "values\\.ts$", "functions\\.ts$", "addresses\\.ts$", "i18n/");
const settings = "^shared/settings\\.ts$";

/** A room may import itself, what everyone may, packages, Node, and the rooms named. */
const room = (name, from, ...allowed) => ({
  name,
  severity: "error",
  from: { path: from },
  to: { path: "^(shared|functions|infra|test|templates)/", pathNot: [from, settings, ...everyone, ...allowed] },
});

/** The rooms of the web, each of which may import those before it; `app.ts` knows them all. */
const web = [
  "http",
  "components",
  "mails",
  "people",
  "round",
  "review",
  "reading",
  "dispositions",
  "draft",
  "final",
  "deliverable",
  "programme",
  "entry",
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
      from: { path: "^(shared|functions|infra/local|infra/cli)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    room("errors", "^shared/errors\\.ts$"),
    room("i18n", "^shared/i18n/"),
    room("archive", "^shared/archive/"),
    room("document", "^shared/document/", ...shared("kinds/kind\\.ts$", "kinds/quorum/")),
    room("kinds", "^shared/kinds/", ...shared("document/", "name\\.ts$", "ports\\.ts$")),
    room("time", "^shared/time/"),
    room("layout", "^shared/layout/", ...shared("document/", "kinds/", "ports\\.ts$")),
    room("formats", "^shared/formats/", ...shared("document/", "kinds/", "layout/")),
    room("links", "^shared/links/", ...shared("ports\\.ts$")),
    room(
      "deliverable",
      "^shared/deliverable/",
      ...shared("document/", "kinds/", "time/", "chain/", "jobs/(job|steps)\\.ts$"),
    ),
    room(
      "programme",
      "^shared/programme/",
      ...shared("chain/", "deliverable/summary\\.ts$", "document/", "name\\.ts$", "time/"),
    ),
    room(
      "stored",
      "^shared/stored/",
      ...shared(
        "ports\\.ts$",
        "name\\.ts$",
        "chain/",
        "deliverable/",
        "document/",
        "jobs/(job|steps)\\.ts$",
        "kinds/",
        "links/",
        "programme/",
        "time/",
      ),
    ),
    room("chain", "^shared/chain/", ...shared("ports\\.ts$", "jobs/(job|steps)\\.ts$", "stored/job\\.ts$")),
    room("jobs", "^shared/jobs/", ...shared("ports\\.ts$", "stored/")),
    room("sight", "^shared/sight/", ...shared("ports\\.ts$", "deliverable/", "programme/", "stored/", "time/")),
    room(
      "asking",
      "^shared/asking/",
      ...shared("ports\\.ts$", "deliverable/", "jobs/(job|steps)\\.ts$", "kinds/", "stored/", "time/"),
    ),
    room(
      "acts",
      "^shared/acts/",
      ...shared(
        "ports\\.ts$",
        "name\\.ts$",
        "programme/",
        "chain/",
        "deliverable/",
        "document/",
        "kinds/",
        "stored/",
        "time/",
      ),
    ),
    room(
      "evidence",
      "^shared/evidence/",
      ...shared("ports\\.ts$", "archive/", "chain/", "deliverable/", "document/", "sight/", "stored/", "time/"),
    ),
    room(
      "moving",
      "^shared/moving/",
      ...shared("ports\\.ts$", "name\\.ts$", "archive/", "chain/", "deliverable/", "evidence/", "stored/"),
    ),
    room(
      "adapters",
      "^shared/adapters/(aws|embedded)/",
      ...shared("adapters/[a-z]+\\.ts$", "ports\\.ts$", "chain/hash\\.ts$", "links/", "stored/(content|objects)\\.ts$"),
    ),
    ...["web", "ingest", "render", "notify", "tick"].map((name) =>
      room(`function-${name}`, `^functions/${name}/`, "^shared/"),
    ),
    ...web.map((_, at) => webRoom(web.slice(0, at + 1))),
    {
      name: "the-core-knows-nobody-above",
      severity: "error",
      from: { path: "^shared/" },
      to: { path: "^(functions|infra|test)/" },
    },
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
        pathNot: ["^infra/(local|cli|bench)/", "^shared/adapters/embedded/"],
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
