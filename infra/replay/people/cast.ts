/** Who plays: a role in an organisation of the network of 2008, and the address where their mails go. */
export type Role = { name: string; address: string; organisation: string };

/** Who coordinates the network. They come in by the command line, everyone else by the list of people. */
export const coordinator = {
  name: "Coordination du réseau",
  address: "coordination@reseau.example",
  organisation: "RECI",
};

/** Everyone else, by the word that the tracks call them. */
export const cast = {
  cofrimi: { name: "Chargée de mission", address: "redaction@cofrimi.example", organisation: "COFRIMI" },
  crefe: { name: "Documentaliste", address: "documentation@crefe.example", organisation: "CREFE" },
  essonne: {
    name: "Chargé de mission éducation",
    address: "education@crpv-essonne.example",
    organisation: "CRPV Essonne",
  },
  epi: { name: "Direction adjointe", address: "direction@epi.example", organisation: "EPI" },
  irev: { name: "Chargé d’études", address: "etudes@irev.example", organisation: "IREV" },
  odti: { name: "Responsable de la formation", address: "formation@odti.example", organisation: "ODTI" },
  oriv: { name: "Direction", address: "direction@oriv.example", organisation: "ORIV" },
  veille: { name: "Chargée de veille", address: "veille@oriv.example", organisation: "ORIV" },
  iscra: { name: "Prestataire", address: "etude@iscra.example", organisation: "Iscra" },
  acse: { name: "Service instructeur", address: "suivi@financeur.example", organisation: "ACSE" },
  daic: { name: "Bureau de l’intégration", address: "integration@daic.example", organisation: "DAIC" },
  mpg: { name: "Responsable du portail", address: "portail@mpg.example", organisation: "MPG" },
} as const satisfies Record<string, Role>;

export type CastName = keyof typeof cast | "coordination";

/** The list of people as a coordinator pastes it, a line each. */
export function peopleList(): string {
  const lines = Object.values(cast).map(({ name, address, organisation }) => [name, address, organisation].join(";"));
  return ["nom;courriel;structure", ...lines].join("\n");
}
