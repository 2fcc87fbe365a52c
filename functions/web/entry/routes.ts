import { nothing, toConfirm } from "../components/confirmation.ts";
import { ownLinkAsked } from "../components/narrow.ts";
import { changeLanguage } from "../http/language.ts";
import { anyone, get, late, post, postAs, type Route, visitors } from "../http/route.ts";
import { aboutRoutes } from "./about.ts";
import { askAgain } from "./ask-again.ts";
import { linkAsked, linkSent, sendLink, sendOwnLink } from "./ask-link.ts";
import { home } from "./home.ts";
import { leave } from "./leave.ts";
import { enterInstead, followLink } from "./open-link.ts";

/** What anyone may ask for: the front door, links, the pages that a public service owes everyone. */
export const entryRoutes: Route[] = [
  get("home", anyone, home),
  post("askLink", anyone, linkAsked, sendLink),
  get("linkSent", anyone, linkSent),
  post("ownLink", visitors, toConfirm(ownLinkAsked), sendOwnLink),
  get("openLink", anyone, followLink),
  postAs("openLink", anyone, enterInstead),
  post("askAgain", anyone, toConfirm(nothing), askAgain),
  postAs("leave", anyone, leave),
  get("language", anyone, changeLanguage),
  ...aboutRoutes,
  get(
    "help",
    anyone,
    late(() => import("./help.ts"), "help"),
  ),
];
