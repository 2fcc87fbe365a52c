import { nothing, toConfirm } from "../components/confirmation.ts";
import type { PageContext, Visitor, Web } from "../http/context.ts";
import type { Input } from "../http/input.ts";
import { coordinators, get, late, post, postAs, type Route } from "../http/route.ts";
import type { LookEntry } from "./look-entry.ts";
import { type Section, sections } from "./sections.ts";

// what coordinators do now and then
const overviews = () => import("./settings.ts");
const forms = () => import("./section-form.ts");
const looks = () => import("./look.ts");
const steps = () => import("./first-steps.ts");

const readLook = async (c: PageContext): Promise<Input<LookEntry>> => (await import("./look-entry.ts")).readLook(c);

/** What the network goes by, changed by forms; and the steps by which one begins. */
export const settingsRoutes: Route[] = [
  get("settings", coordinators, late(overviews, "settings")),
  ...(Object.keys(sections) as Section[]).flatMap((section): Route[] => [
    get(sections[section].page, coordinators, async (c, web) => (await forms()).sectionForm(c, web, section)),
    postAs(sections[section].page, coordinators, async (c: PageContext, web: Web, _: Visitor) => {
      const { readSection, saveSection } = await forms();
      return saveSection(c, web, section, await readSection(c, web, section));
    }),
  ]),
  get("lookSettings", coordinators, late(looks, "look")),
  post("lookSettings", coordinators, readLook, late(looks, "saveLook")),
  post("lookDefault", coordinators, toConfirm(nothing), late(looks, "restoreLook")),
  get("logo", coordinators, late(looks, "logo")),
  post("logoRemoval", coordinators, toConfirm(nothing), late(looks, "removeLogo")),
  post("firstSteps", coordinators, async (c) => (await steps()).readSkip(c), late(steps, "skipStep")),
];
