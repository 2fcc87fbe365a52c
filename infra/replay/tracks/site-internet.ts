import { enter, enterWithReceipt } from "../acts/entries.ts";
import type { Play, Track } from "../story.ts";
import { receipt } from "../texts/receipt.ts";

const steering = "Jours de pilotage";
const running = "Gestion du site";

/** Site internet: EPI steers it in four days, and pays what running it costs, with the invoices of who hosts it. */
export const siteInternet: Track = {
  title: "Site internet",
  paid: { action: "site-internet" },
  scenes: [
    { at: "2008-05-19 15:00", what: "EPI enters two days, in which the new site was drawn", play: enterDrawing },
    { at: "2008-09-15 15:00", what: "it enters the two days of its opening", play: enterOpening },
    { at: "2008-09-16 11:00", what: "it enters the hosting of the year, with its invoice", play: enterHosting },
    { at: "2008-12-09 16:00", what: "it enters what the site cost to keep since", play: enterKeeping },
  ],
};

async function enterDrawing({ people: { epi } }: Play): Promise<void> {
  await enter(epi, [
    { term: steering, date: "2008-03-27", amount: "1", note: "Cahier des charges" },
    { term: steering, date: "2008-05-13", amount: "1", note: "Maquette présentée au réseau" },
  ]);
}

async function enterOpening({ people: { epi } }: Play): Promise<void> {
  await enter(epi, [
    { term: steering, date: "2008-07-22", amount: "1", note: "Reprise des textes" },
    { term: steering, date: "2008-09-08", amount: "1", note: "Ouverture" },
  ]);
}

async function enterHosting({ people: { epi } }: Play): Promise<void> {
  const bytes = receipt(["Facture 2008-0911", "Hébergement du site, un an", "Total : 718,80 EUR"]);
  await enterWithReceipt(
    epi,
    { term: running, date: "2008-09-10", amount: "718,80", note: "Hébergement, un an" },
    { name: "facture-hebergement.pdf", bytes },
  );
}

async function enterKeeping({ people: { epi } }: Play): Promise<void> {
  await enter(epi, [
    { term: running, date: "2008-10-06", amount: "480", note: "Corrections après l’ouverture" },
    { term: running, date: "2008-12-08", amount: "455,70", note: "Mises à jour" },
  ]);
}
