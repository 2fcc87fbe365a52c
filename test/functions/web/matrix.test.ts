import { beforeAll, describe, expect, test } from "vitest";
import { pageTexts } from "../../../shared/i18n/pages.ts";
import { openLint } from "../../interface/lint/lint.ts";
import { completeDraft } from "../network.ts";
import {
  type Everyone,
  type Facts,
  newWords,
  openEveryone,
  othersWords,
  type Role,
  roles,
  titles,
} from "./everyone.ts";

/**
 * Who may open what: every route that the pages register, for everyone there can be (see `roles`). A route without a line
 * fails. A colleague of a funder's organisation has no column: they find what a funder finds. The last column says of what deliverable (see `Everyone`), where it is not the one under review.
 *
 * | yes  | opens; what is sent is taken, or refused for what it says                                       |
 * | past | opens as it stood when they were last given something of it, and shows nothing that came since |
 * | late | says that they come too late: the round is closed, or they are no more of its reviewers         |
 * | –    | is as if it were not there (404)                                                                |
 * | end  | says that their links were ended (403)                                                          |
 */
const table = `
                                                         any  coo  aut  xau  rev  xre  gue  xgu  fun  xfu  out  lnk  acc  rvl  mel
GET  /health                                             yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
GET  /assets/:name                                       yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
GET  /language/:language                                 yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
GET  /                                                   yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
POST /link                                               yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
GET  /link/sent                                          yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
GET  /l/:token                                           –    –    –    –    –    –    –    –    –    –    –    –    –    –    –
POST /link/own                                           –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  yes  yes
POST /l/:token                                           –    –    –    –    –    –    –    –    –    –    –    –    –    –    –
POST /l/:token/again                                     –    –    –    –    –    –    –    –    –    –    –    –    –    –    –
GET  /s/:token                                           –    –    –    –    –    –    –    –    –    –    –    –    –    –    –
POST /s/:token/:format                                   –    –    –    –    –    –    –    –    –    –    –    –    –    –    –
GET  /s/:token/page.svg                                  –    –    –    –    –    –    –    –    –    –    –    –    –    –    –
GET  /s/:token                                           yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes    done
POST /s/:token/:format                                   yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes    done
GET  /s/:token/page.svg                                  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes    done
GET  /calendar                                           –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  –    –
POST /calendar                                           –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  –    –
POST /calendar/end                                       –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  –    –
GET  /calendar/:file                                     –    –    –    –    –    –    –    –    –    –    –    –    –    –    –
GET  /accessibility                                      yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
GET  /legal                                              yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
GET  /privacy                                            yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
GET  /help/:role                                         yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
GET  /.well-known/livrable/dossier-keys.json             yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
GET  /styleguide                                         –    yes  –    –    –    –    –    –    –    –    –    –    –    –    –
GET  /outbox                                             –    yes  –    –    –    –    –    –    –    –    –    –    –    –    –
GET  /outbox/:name                                       –    yes  –    –    –    –    –    –    –    –    –    –    –    –    –
GET  /outbox/:name/html                                  –    yes  –    –    –    –    –    –    –    –    –    –    –    –    –
GET  /outbox/:name/invitation.ics                        –    yes  –    –    –    –    –    –    –    –    –    –    –    –    –

GET  /programme                                          –    yes  yes  –    yes  –    –    –    –    –    yes  end  –    –    –
GET  /actions                                            –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  –    –
GET  /year                                               –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes                                         –    yes  yes  –    yes  –    –    –    –    –    yes  end  –    –    –
GET  /programmes/new                                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/new                                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/import                                  –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/import                                  –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008                                    –    yes  yes  –    yes  –    –    –    –    –    yes  end  –    –    –
GET  /programmes/2008/change                              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/2008/change                              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/file                               –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/actions.csv                         –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/history                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/document                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/2008/document                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/2008/document/programme-2008            –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/matrix                             –    yes  yes  –    yes  –    –    –    –    –    yes  end  –    –    –
POST /programmes/2008/matrix                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/matrix/csv                         –    yes  yes  –    yes  –    –    –    –    –    yes  end  –    –    –
GET  /programmes/2008/actions/new                         –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/2008/actions/new                         –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite           –    yes  yes  –    yes  yes  yes  –    yes  –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite           –    yes  yes  –    yes  yes  yes  –    yes  –    –    end  –    –    –    veiled
GET  /programmes/2008/actions/capitalisation             –    yes  –    –    –    –    –    –    –    yes  –    end  –    –    –
GET  /programmes/2008/actions/retiree                    –    –    –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite/trend       –    yes  yes  –    yes  yes  yes  –    yes  –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite/trend.csv   –    yes  yes  –    yes  yes  yes  –    yes  –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite/change     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/2008/actions/interculturalite/change     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite/removal    –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/2008/actions/interculturalite/removal    –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite/expected/new –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/2008/actions/interculturalite/expected/new –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite/expected/note/change –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/2008/actions/interculturalite/expected/note/change –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite/expected/note/removal –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /programmes/2008/actions/interculturalite/expected/note/removal –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –

GET  /search                                             –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  –    –
GET  /meetings                                           –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  –    –
GET  /meetings/new                                       –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /meetings/new                                       –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /meetings/discussion?deliverable=:id                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /meetings/discussion                                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /meetings/avril                                     –    yes  yes  –    yes  –    yes  –    –    –    –    end  –    yes  yes
GET  /meetings/mars                                      –    yes  yes  –    yes  yes  yes  –    –    –    –    end  –    –    –
GET  /meetings/cachee                                    –    yes  yes  –    yes  yes  yes  –    –    –    –    end  –    –    –    veiled
GET  /meetings/avril/invitation.ics                      –    yes  yes  –    yes  –    yes  –    –    –    –    end  –    yes  yes
GET  /meetings/avril/minutes                             –    –    –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /meetings/mars/minutes                              –    yes  –    –    yes  –    yes  –    –    –    –    end  –    –    –
POST /meetings/mars/document                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /meetings/avril/plan                                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /meetings/avril/plan                                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /meetings/avril/agenda                              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /meetings/avril/cancellation                        –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /meetings/avril/cancellation                        –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /meetings/mars/record                               –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /meetings/avril/record                              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /meetings/avril/record/arrive                       –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /meetings/mars/decisions/ecrire                     –    yes  –    –    –    –    yes  –    –    –    –    end  –    –    –
GET  /meetings/cachee/decisions/ecrire                   –    yes  –    –    –    –    yes  –    –    –    –    end  –    –    –    veiled
POST /meetings/mars/decisions/ecrire                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /meetings/mars/decisions/ecrire/chases              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /meetings/mars/decisions/ecrire/closing             –    yes  –    –    –    –    yes  –    –    –    –    end  –    –    –

GET  /agreements                                         –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/new                                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /agreements/new                                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/acse-2008                               –    yes  yes  –    –    –    –    –    yes  –    –    end  –    –    –
GET  /agreements/drac-2008                               –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/drac-2009                               –    yes  –    –    –    –    –    –    –    yes  –    end  –    –    –
GET  /agreements/acse-2008/change                        –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /agreements/acse-2008/change                        –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/acse-2008/history                       –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /agreements/acse-2008/stage                         –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /agreements/acse-2008/report                        –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /agreements/acse-2008/payments                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /agreements/acse-2008/payments/acompte              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/acse-2008/terms/new                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /agreements/acse-2008/terms/new                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/acse-2008/terms/journees                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /agreements/acse-2008/terms/journees                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /agreements/acse-2008/terms/journees/removal        –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/acse-2008/statement                     –    yes  –    –    –    –    –    –    yes  –    –    end  –    –    –
POST /agreements/acse-2008/statement                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/acse-2008/statement/csv                 –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/drac-2009/statement                     –    yes  –    –    –    –    –    –    –    yes  –    end  –    –    –
GET  /agreements/drac-2009/statement/csv                 –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/drac-2008/statement                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /agreements/acse-2008/statements                    –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/acse-2008/statements/envoye             –    yes  –    –    –    –    –    –    yes  –    –    end  –    –    –
POST /agreements/acse-2008/statements/envoye             –    yes  –    –    –    –    –    –    yes  –    –    end  –    –    –
GET  /agreements/acse-2008/statements/envoye/csv         –    yes  –    –    –    –    –    –    yes  –    –    end  –    –    –
POST /agreements/acse-2008/statements/envoye/csv         –    yes  –    –    –    –    –    –    yes  –    –    end  –    –    –
POST /agreements/acse-2008/financial-report              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite/statement –    yes  –    –    –    –    –    –    yes  –    –    end  –    –    –
POST /programmes/2008/actions/interculturalite/statement –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/actions/interculturalite/statement/csv –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /programmes/2008/actions/capitalisation/statement   –    yes  –    –    –    –    –    –    –    yes  –    end  –    –    –
GET  /programmes/2008/actions/capitalisation/statement/csv –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /entries                                            –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  –    –
GET  /entries/entries.csv                                –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  –    –
GET  /entries/new                                        –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
POST /entries/new                                        –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /entries/new/voucher                                  –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /entries/new/voucher/arrive                           –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /entries/import                                     –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
POST /entries/import                                     –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /entries/acse-2008.2008-02.org%3Acofrimi/ligne        –    yes  yes  –    –    –    –    –    yes  –    –    end  –    –    –
GET  /entries/acse-2008.2008-02.org%3Acofrimi/ligne/voucher  –    yes  yes  –    –    –    –    –    yes  –    –    end  –    –    –
POST /entries/acse-2008.2008-02.org%3Acofrimi/ligne/undoing –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/acse-2008/entries                       –    yes  yes  –    –    –    –    –    yes  –    –    end  –    –    –
GET  /agreements/acse-2008/entries.csv                   –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /agreements/drac-2008/entries                       –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /meetings/mars/missions                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /meetings/mars/missions                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /meetings/cachee/missions                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    veiled
GET  /meetings/avril/missions                            –    –    –    –    –    –    –    –    –    –    –    end  –    –    –

GET  /people                                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /people/new                                         –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /people/import                                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /people/import                                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /people                                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /people/:person                                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /people/:person                                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /people/:person/link                                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /people/:person/link                                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /people/:person/link/end                            –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /people/:person/link/end                            –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /people/:person/removal                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /people/:person/removal                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /organisations                                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /organisations                                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /organisations/new                                  –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /organisations/oriv                                 –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /organisations/oriv                                 –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /settings                                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /settings/network                                   –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /settings/network                                   –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /settings/mails                                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /settings/mails                                     –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /settings/keep                                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /settings/keep                                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /settings/look                                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /settings/look                                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /settings/look/default                              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /settings/look/logo                                 –    –    –    –    –    –    –    –    –    –    –    end  –    –    –
POST /settings/look/logo/removal                         –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /first-steps                                        –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /mails                                              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /mails/again                                        –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /drafts                                             –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  yes  yes
GET  /reviews                                            –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  yes  yes
GET  /funded                                             –    yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  end  yes  yes  yes

GET  /kinds                                              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /kinds/new                                          –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /kinds/new                                          –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /kinds/import                                       –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /kinds/import                                       –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /kinds/framing-note                                 –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /kinds/framing-note/change                          –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /kinds/framing-note/change                          –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /kinds/framing-note/file                            –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /kinds/framing-note/default                         –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /kinds/framing-note/retirement                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /kinds/framing-note/return                          –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –

GET  /deliverables                                       –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/new                                   –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/new                                   –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/new/change                            –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables                                       –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id                                   –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id                                   –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    done
GET  /deliverables/:id                                   –    yes  yes  yes  –    –    –    –    –    –    –    end  –    –    –    gone
GET  /deliverables/:id                                   –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    veiled
GET  /deliverables/:id/changes                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/changes                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/parts                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    parted
POST /deliverables/:id/parts                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    parted
GET  /deliverables/:id/links                             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/links/end                         –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/chases                            –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/invitations                       –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/withdrawal                        –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/withdrawal                        –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/undo                              –    yes  yes  –    yes  –    –    –    –    –    –    end  –    yes  –

GET  /deliverables/:id/draft                             –    yes  yes  past –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/uploads                           –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/uploads/:upload                   –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/uploads/:upload                   –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/uploads/:upload/source            –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/versions/:version                 –    yes  yes  past –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/versions/:version                 –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    newer
GET  /deliverables/:id/submission                        –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/submission                        –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/contributions                     –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/contributions                     –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    veiled
GET  /deliverables/:id/contributions/:remark             –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/contributions/:remark             –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/corrections?round=1               –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/corrections                       –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –

GET  /deliverables/:id/versions/:version/docx            –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
POST /deliverables/:id/versions/:version/docx            –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/continued                         –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
POST /deliverables/:id/continued                         –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/continued/docx                    –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/sources                           –    yes  yes  –    yes  –    –    –    –    –    –    end  –    –    –    derived
POST /deliverables/:id/sources                           –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/sources/files/arrive              –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/sources/enquete/sections          –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
POST /deliverables/:id/sources/enquete/sections          –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/sources/enquete/file              –    yes  yes  –    yes  –    –    –    –    –    –    end  –    –    –    derived
POST /deliverables/:id/sources/enquete/removal           –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/carried                           –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/carried/:remark                   –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
POST /deliverables/:id/carried/:remark                   –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/origin/redline                    –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/translation                       –    yes  yes  –    yes  –    –    –    –    –    –    end  –    –    –    twin
POST /deliverables/:id/translation                       –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    twin
GET  /deliverables/:id/translation/original              –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    twin
POST /deliverables/:id/origin/redline                    –    yes  yes  –    yes  –    –    –    –    –    –    end  –    –    –    derived
GET  /deliverables/:id/origin/redline/docx?to=:version   –    yes  yes  –    –    –    –    –    –    –    –    end  –    –    –    derived

GET  /deliverables/:id/review                            –    yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/review?version=:version           –    yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/review?version=:version           –    yes  yes  –    yes  –    yes  –    –    –    –    end  –    yes  yes  newer
GET  /deliverables/:id/review                            –    yes  yes  yes  yes  yes  –    –    –    –    –    end  –    –    –    gone
GET  /deliverables/:id/review                            –    yes  yes  past yes  yes  yes  –    –    –    –    end  –    –    –    veiled
GET  /deliverables/:id/review/files/:format?version=:version –  yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/review/page.svg?version=:version  –  yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/review/files/:format?version=:version –  yes  yes  –    yes  –    yes  –    –    –    –    end  –    yes  yes  newer
GET  /deliverables/:id/review/page.svg?version=:version  –  yes  yes  –    yes  –    yes  –    –    –    –    end  –    yes  yes  newer
GET  /deliverables/:id/images/:hash                      –    yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/images/:hash                      –    yes  yes  –    yes  –    yes  –    –    –    –    end  –    yes  yes  newer
GET  /deliverables/:id/images/:hash                      –    yes  yes  past yes  past yes  –    yes  past –    end  –    –    –    again
GET  /deliverables/:id/redline                           –    yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/redline?from=:from&to=:version    –    yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/redline?from=:from&to=:version    –    yes  yes  –    yes  –    yes  –    –    –    –    end  –    yes  yes  newer
GET  /deliverables/:id/redline/docx?from=:from&to=:version –  yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/redline/docx?from=:from&to=:version –  yes  yes  –    yes  –    yes  –    –    –    –    end  –    yes  yes  newer
POST /deliverables/:id/redline                           –    yes  yes  –    yes  –    yes  –    –    –    –    end  –    yes  yes
GET  /deliverables/:id/review/decision                   –    –    –    –    yes  late –    –    –    –    –    end  –    yes  –
GET  /deliverables/:id/review/decision                   –    –    –    –    late late –    –    –    –    –    end  –    –    –    done
GET  /deliverables/:id/review/decision                   –    –    –    –    late late –    –    –    –    –    end  –    –    –    gone
POST /deliverables/:id/review/decision                   –    –    –    –    yes  –    –    –    –    –    –    end  –    yes  –
GET  /deliverables/:id/review/delegation                 –    –    –    –    yes  late –    –    –    –    –    end  –    yes  –
GET  /deliverables/:id/review/delegation                 –    –    –    –    late late –    –    –    –    –    end  –    –    –    done
GET  /deliverables/:id/review/delegation                 –    –    –    –    late late –    –    –    –    –    end  –    –    –    gone
POST /deliverables/:id/review/delegation                 –    –    –    –    yes  –    –    –    –    –    –    end  –    yes  –
GET  /deliverables/:id/receipts/:submission              –    –    –    –    –    past –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/receipts/:submission/copy         –    –    –    –    –    past –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/receipts/:submission              –    –    –    –    yes  –    –    –    –    –    –    end  –    –    –    done
GET  /deliverables/:id/remarks                           –    yes  –    –    yes  past –    –    –    –    –    end  –    yes  –
POST /deliverables/:id/remarks                           –    yes  –    –    yes  –    –    –    –    –    –    end  –    yes  –
POST /deliverables/:id/remarks/sending                   –    yes  –    –    yes  –    –    –    –    –    –    end  –    yes  –
POST /deliverables/:id/remarks/carrying                  –    yes  –    –    yes  –    –    –    –    –    –    end  –    yes  –
GET  /deliverables/:id/copies                            –    yes  –    –    yes  past –    –    –    –    –    end  –    yes  –
POST /deliverables/:id/copies                            –    yes  –    –    yes  –    –    –    –    –    –    end  –    yes  –
GET  /deliverables/:id/copies/copie-rev                  –    –    –    –    yes  –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/copies/copie-rev/source           –    –    –    –    yes  –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/copies/copie-xre                  –    –    –    –    –    past –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/copies/copie-xre/source           –    –    –    –    –    past –    –    –    –    –    end  –    –    –

GET  /deliverables/:id/seminar                           –    yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/seminar                           –    yes  yes  past yes  yes  yes  –    –    –    –    end  –    –    –    veiled
GET  /deliverables/:id/seminar/invitation.ics            –    yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/seminar/minutes                   –    yes  yes  past yes  past yes  past –    –    –    end  –    yes  yes
GET  /deliverables/:id/seminar/minutes                   –    yes  yes  past yes  yes  yes  –    –    –    –    end  –    –    –    done
GET  /deliverables/:id/seminar/minutes                   –    yes  yes  past yes  yes  yes  –    –    –    –    end  –    –    –    veiled
GET  /deliverables/:id/seminar/plan                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/seminar/cancellation              –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/seminar/held                      –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/seminar/held/arrive               –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –

GET  /deliverables/:id/closure                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/closure                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/deadline                          –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/deadline                          –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/reported                          –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/reported                          –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/reported/arrive                   –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/reported/rapport/evidence         –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/reported/rapport/file             –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/delegations/relais                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/delegations/relais                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –

GET  /deliverables/:id/final                             –    yes  yes  past –    –    –    –    yes  past –    end  –    –    –
GET  /deliverables/:id/final                             –    yes  yes  past –    –    –    –    yes  past –    end  –    –    –    done
GET  /deliverables/:id/outputs/:format                   –    –    –    –    –    –    –    –    –    –    –    end  –    –    –
POST /deliverables/:id/outputs/:format                   –    –    –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/outputs/:format                   –    yes  yes  past –    –    –    –    yes  past –    end  –    –    –    done
POST /deliverables/:id/outputs/:format                   –    yes  yes  yes  –    –    –    –    yes  yes  –    end  –    –    –    done
GET  /deliverables/:id/final                             –    yes  yes  past –    –    –    –    yes  past –    end  –    –    –    again
GET  /deliverables/:id/final/1                           –    yes  yes  past –    –    –    –    yes  past –    end  –    –    –    again
GET  /deliverables/:id/final/2                           –    yes  yes  –    –    –    –    –    yes  –    –    end  –    –    –    again
GET  /deliverables/:id/final/1/outputs/:format           –    yes  yes  past –    –    –    –    yes  past –    end  –    –    –    again
GET  /deliverables/:id/final/1/page.svg                  –    yes  yes  past –    –    –    –    yes  past –    end  –    –    –    again
POST /deliverables/:id/final/1/outputs/:format           –    yes  yes  yes  –    –    –    –    yes  yes  –    end  –    –    –    again
GET  /deliverables/:id/final/2/outputs/:format           –    yes  yes  –    –    –    –    –    yes  –    –    end  –    –    –    again
GET  /deliverables/:id/final/2/page.svg                  –    yes  yes  –    –    –    –    –    yes  –    –    end  –    –    –    again
POST /deliverables/:id/final/2/outputs/:format           –    yes  yes  –    –    –    –    –    yes  –    –    end  –    –    –    again
GET  /deliverables/:id/final/1/dossier                   –    yes  yes  past –    –    –    –    yes  past –    end  –    –    –    again
POST /deliverables/:id/final/1/dossier                   –    yes  yes  yes  –    –    –    –    yes  yes  –    end  –    –    –    again
GET  /deliverables/:id/final/2/redline                   –    yes  yes  –    –    –    –    –    yes  –    –    end  –    –    –    again
GET  /deliverables/:id/final/2/redline/docx              –    yes  yes  –    –    –    –    –    yes  –    –    end  –    –    –    again
GET  /deliverables/:id/shares                            –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –
GET  /deliverables/:id/shares                            –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    done
POST /deliverables/:id/shares                            –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    done
POST /deliverables/:id/shares/partage/end                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    done
GET  /deliverables/:id/edition                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    again
POST /deliverables/:id/edition                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    again
GET  /deliverables/:id/edition/correction                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    again
POST /deliverables/:id/edition/correction                –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    again
GET  /deliverables/:id/edition/abandonment               –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    again
POST /deliverables/:id/edition/abandonment               –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    again
GET  /deliverables/:id/proposals/:upload                 –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    again
POST /deliverables/:id/proposals/:upload                 –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    again
GET  /deliverables/:id/dossier                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    done
POST /deliverables/:id/dossier                           –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    done
GET  /deliverables/:id/dossier/archive                   –    yes  yes  past –    –    –    –    yes  past –    end  –    –    –    done
POST /deliverables/:id/dossier/archive                   –    yes  yes  yes  –    –    –    –    yes  yes  –    end  –    –    –    done
GET  /deliverables/:id/dossier/archive                   –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    veiled
POST /deliverables/:id/dossier/archive                   –    yes  –    –    –    –    –    –    –    –    –    end  –    –    –    veiled

POST /leave                                              yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes  yes
`;

type Outcome = "yes" | "past" | "late" | "–" | "end";
type Row = { method: string; address: string; of: keyof Everyone["facts"]; expected: Record<Role, Outcome> };

const [head = "", ...lines] = table.split("\n").filter((line) => line.trim() !== "");
const named = head.trim().split(/\s+/) as Role[];
/** Who finds what another finds: by an organisation (`lef`, who left it, is nothing to it); removed, as if all their links were ended. */
const alike = { aut: ["wri", "lef"], rev: ["hat"], fun: ["col"], lnk: ["rem"] } as Partial<Record<Role, Role[]>>;
const columns: Role[] = named.flatMap((role) => [role, ...(alike[role] ?? [])]);
const rows = lines.map((line): Row => {
  const [method = "", address = "", ...cells] = line.trim().split(/\s+/);
  const said = Object.fromEntries(named.map((role, index) => [role, cells[index]])) as Row["expected"];
  const own = /\/receipts\/|\/copies\/copie-rev/.test(address);
  // an agreement is its organisations' alone, whatever documents somebody has; an entry is its own organisation's
  const paid = /^\/(agreements\/\w+-|entries\/(new|import|acse))|\/statement\b/.test(address);
  const held = /^\/entries\/acse/.test(address);
  // who came enters their own where their organisation takes part in the action
  const mission = address.endsWith("/missions");
  const expected = {
    ...said,
    col: paid ? "–" : said.fun,
    wri: held ? "–" : said.aut,
    lef: said.out,
    hat: own || held ? "–" : mission ? said.coo : paid ? said.aut : said.rev,
    rem: said.lnk,
  } as const;
  return { method, address, of: (cells[named.length] ?? "note") as Row["of"], expected };
});
const outcomes: readonly string[] = ["yes", "past", "late", "–", "end"] satisfies Outcome[];

/** Whose pages are read word by word: everybody else has what one of them has. */
const readers: readonly Role[] = ["any", "coo", "aut", "rev", "xre", "fun", "lnk", "acc"];
/** Whose are read in English too. */
const inEnglish = readers.slice(0, 6);
/** Every page that is met, and every refusal; besides, what people wrote that is on them, names in the first line. */
const lint = openLint([
  ...["Coordination", "Convention", "Réseau", "Livrable"],
  ...[completeDraft, "Texte de départ, version du 3\u00a0mars", "Séminaire interne du 2\u00a0mars 2008"],
]);

let everyone: Everyone;
beforeAll(async () => {
  everyone = await openEveryone();
});

test("the columns are everyone there can be", () => {
  expect(columns).toEqual(Object.keys(roles));
});

test("every line says what each of them finds", () => {
  const unclear = rows.filter(({ expected }) => columns.some((role) => !outcomes.includes(expected[role])));
  expect(unclear).toEqual([]);
});

test("every route that the pages register has a line, and every line is of such a route", () => {
  const registered = everyone.app.routes.filter(({ method }) => method !== "ALL");
  const isOf = (row: Row, { method, path }: { method: string; path: string }) =>
    row.method === method && fits(path, row.address);
  const without = registered.filter((route) => !rows.some((row) => isOf(row, route)));
  expect(without.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  const astray = rows.filter((row) => !registered.some((route) => isOf(row, route)));
  expect(astray.map(({ method, address }) => `${method} ${address}`)).toEqual([]);
});

/** Whether an address of the table is one of a route: its parameters as the route names them, or filled. */
function fits(path: string, address: string): boolean {
  const [asked, route] = [address.split("?")[0]!.split("/"), path.split("/")];
  return (
    asked.length === route.length &&
    route.every((part, at) => part === asked[at] || (part.startsWith(":") && part !== ":id"))
  );
}

describe.each(["GET", "POST"])("%s", (asked) => {
  test.each(rows.filter(({ method }) => method === asked))("$address ($of)", async (row) => {
    const found: Partial<Record<Role, unknown>> = {};
    for (const role of columns) found[role] = await outcomeOf(row, role);
    expect(found).toEqual(row.expected);
  });
});

test("no page and no refusal, in French or in English, has a slip of typing, a date or a count that is none, or a text that is missing", () => {
  expect(lint.slips()).toEqual([]);
  expect(lint.count()).toBeGreaterThan(4000);
});

/** Has the words of a page read; the style guide is in English, as the sources are. */
function read(where: string, body: string): void {
  if (body.startsWith("<!doctype html>") && !where.endsWith("/styleguide")) lint.page(where, body);
}

/** What came of a request, as the table says it; else in words what was wrong with that. */
async function outcomeOf(row: Row, role: Role): Promise<string> {
  const { app, cookies, writes } = everyone;
  const address = fill(row.address, everyone.facts[row.of]);
  const before = writes();
  const said: string[] = [];
  const ask = async (method: string, headers: Record<string, string> = {}): Promise<Response> =>
    app.request(address, { method, headers: { cookie: cookies[role], ...headers } });
  const form = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
  const answer = await ask(row.method, row.method === "POST" ? form : {});
  const bodies = [await textOf(answer)];
  if (readers.includes(role)) read(`${role} ${row.method} ${address}`, bodies[0]!);
  if (row.method === "GET") {
    const others = [await ask("HEAD"), await ask("GET", { accept: "application/json" })];
    bodies.push(await textOf(others[1]!));
    if (inEnglish.includes(role)) {
      const cookie = [cookies[role], "livrable-language=en"].filter(Boolean).join("; ");
      read(`${role} in English ${address}`, await (await ask("GET", { cookie })).text());
    }
    if (others.some(({ status }) => kindOf(row, status) !== kindOf(row, answer.status)))
      said.push(`${[answer, ...others].map(({ status }) => status)} as page, head, JSON`);
  }
  const outcome = cameOf(row, role, answer.status, bodies[0]!);
  const wrote = writes() - before;
  if (wrote > 0 && (row.method === "GET" || outcome === "–" || outcome === "end")) said.push("wrote");
  said.push(...hidden(row, role, outcome).filter((words) => bodies.some((body) => body.includes(words))));
  return [outcome, ...said].join(", ");
}

function cameOf(row: Row, role: Role, status: number, body: string): string {
  const kind = kindOf(row, status);
  if (kind === "–" && saysTooLate(body)) return "late";
  if (kind !== "open") return kind;
  return isPast(row, role, body) ? "past" : "yes";
}

/** Whether a page says that a round is closed, or that somebody is no more of its reviewers. */
function saysTooLate(body: string): boolean {
  return ["standing.round-closed", "standing.not-reviewer"].some((key) =>
    body.includes(pageTexts.fr[key as keyof typeof pageTexts.fr]),
  );
}

/** Whether what opens is as it was given once: a page says so, of what else opens only what it holds can be told. */
function isPast({ expected }: Row, role: Role, body: string): boolean {
  const isPage = body.startsWith("<!doctype html>");
  return isPage ? body.includes(pageTexts.fr["past.note"]) : expected[role] === "past";
}

/** What a status says: what is sent may be refused for what it says, with 400 or 422; a page that opens is 200, or leads on. */
function kindOf({ method }: Row, status: number): string {
  if (status === 404) return "–";
  if (status === 403) return "end";
  if (status === 409) return "late";
  return status < 400 || (method === "POST" && [400, 422].includes(status)) ? "open" : String(status);
}

/** What must not be in an answer, whatever it is. */
function hidden(row: Row, role: Role, outcome: string): string[] {
  const { version = "" } = everyone.facts.newer;
  const late = [...newWords, othersWords, version, version.slice(0, 8)];
  const mayLate =
    ["coo", "aut", "wri", "rev", "hat", "gue", "fun", "col", "rvl", "mel"].includes(role) ||
    fill(row.address, everyone.facts[row.of]).includes(version);
  const others = ["coo", "aut", "wri"].includes(role) ? [] : [othersWords];
  const closed = outcome === "–" || outcome === "end" ? Object.values(titles) : [];
  return [...closed, ...(mayLate ? others : late), ...anonymous(row, role)];
}

/** Of an anonymous review, who reviewed, unless it is who asks. */
function anonymous({ of }: Row, role: Role): string[] {
  if (of !== "veiled" || role === "coo") return [];
  const reviewers = (["rev", "hat", "xre", "lnk", "acc", "rvl"] as const).filter((reviewer) => reviewer !== role);
  return reviewers.flatMap((reviewer) => [everyone.people[reviewer].name, `"${everyone.people[reviewer].id}"`]);
}

async function textOf(answer: Response): Promise<string> {
  return `${await answer.text()} ${answer.headers.get("location") ?? ""}`;
}

function fill(address: string, facts: Facts): string {
  const more: Record<string, string> = {
    ...{
      token: "faux",
      language: "fr",
      role: "reviewer",
      name: address.startsWith("/assets") ? everyone.asset.slice("/assets/".length) : "lettre",
    },
    person: everyone.people.out.id,
  };
  return address.replace(/:(\w+)/g, (_, name: string) => facts[name] ?? more[name] ?? "");
}
