// `node infra/run.mjs [--dev] PROGRAM [ARGUMENT…]`, what every script of package.json is run by, on any Node from 18:
// installs what is missing (with --dev, what developing needs too), then runs the program on the Node that came along.
import { install } from "./install.mjs";
import { launch } from "./launch.mjs";

const dev = process.argv[2] === "--dev";
const [program, ...args] = process.argv.slice(dev ? 3 : 2);
launch(install({ dev }), program, args);
