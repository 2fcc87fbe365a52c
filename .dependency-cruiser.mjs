/** Who may import whom: the map of the house (README), held by `npm run check`. */

const shared = (...rooms) => rooms.map((room) => `^shared/${room}`);
const everyone = shared("errors\\.ts$", "i18n/");
const settings = "^shared/settings\\.ts$";

/** A room may import itself, what everyone may, packages, Node, and the rooms named. */
const room = (name, from, ...allowed) => ({
  name,
  severity: "error",
  from: { path: from },
  to: { path: "^(shared|functions|infra|test|templates)/", pathNot: [from, settings, ...everyone, ...allowed] },
});

export default {
  forbidden: [
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
    room("document", "^shared/document/", "^shared/kinds/kind\\.ts$"),
    room("kinds", "^shared/kinds/", ...shared("document/", "ports\\.ts$")),
    room("workflow", "^shared/workflow/", ...shared("document/", "kinds/")),
    room("layout", "^shared/layout/", ...shared("document/", "kinds/", "ports\\.ts$")),
    room("formats", "^shared/formats/", ...shared("document/", "kinds/", "layout/")),
    room("links", "^shared/links/", ...shared("ports\\.ts$")),
    room("line", "^shared/line/", ...shared("ports\\.ts$", "workflow/", "document/", "kinds/", "links/")),
    room(
      "adapters",
      "^shared/adapters/(aws|embedded)/",
      ...shared("adapters/[a-z]+\\.ts$", "ports\\.ts$", "links/", "workflow/", "document/"),
    ),
    ...["web", "ingest", "render", "notify", "tick"].map((name) =>
      room(`function-${name}`, `^functions/${name}/`, "^shared/"),
    ),
    {
      name: "aws-only-in-wiring",
      severity: "error",
      from: { path: "^(shared|functions)/", pathNot: ["handler\\.ts$", "^shared/adapters/aws/"] },
      to: { path: "^shared/adapters/aws/" },
    },
    {
      name: "embedded-only-on-a-laptop",
      severity: "error",
      from: { path: "^(shared|functions|infra)/", pathNot: ["^infra/(local|cli)/", "^shared/adapters/embedded/"] },
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
