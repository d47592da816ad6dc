import type { Details } from "../../api/http";
import { counted } from "../../i18n/counting";
import type { Refused } from "./refused.en";

const STATES: Record<string, string> = {
  scheduled: "Es ist für später vorgemerkt.",
  queued: "Es wartet darauf, begonnen zu werden.",
  started: "Es wird gerade gemacht.",
  made: "Es ist schon fertig.",
  collected: "Es ist schon abgeholt.",
  uncollected: "Niemand hat es abgeholt.",
  voided: "Es ist storniert.",
};

function now({ by, state }: Details): string {
  if (by) return `${by} hat das begonnen.`;
  return STATES[state ?? ""] ?? "";
}

const refused: Refused = {
  version_conflict: (it) =>
    `Es hat sich inzwischen geändert, sieh es dir noch einmal an. ${now(it)}`,
  not_legal_now: (it) => `Das geht so, wie es steht, nicht. ${now(it)}`,
  allergy_not_acknowledged: ({ allergy = "" }) => `Lies zuerst die Allergie. ${allergy}`,
  nothing_to_claim: "Dort wartet nichts, was du holen kannst.",
  own_work_first: "Hier wartet schon etwas; mach das zuerst.",
  station_full: ({ station = "Diese Station" }) =>
    `${station} hat schon so viel Arbeit, wie dort warten darf.`,
  station_cannot_make_it: ({ station = "Diese Station" }) =>
    `${station} kann das gerade nicht machen.`,
  not_enough: ({ missing = [] }) =>
    `Hier ist nicht mehr genug da, fülle zuerst auf. ${missing.join(", ")}`,
  cannot_be_made: ({ what = "das", at }) =>
    `Keine offene Station kann ${what} ${at ? `um ${at}` : "gerade"} machen.`,
  stations_busy: "Jede Station, die das kann, hat so viel Arbeit, wie sie haben darf.",
  nobody_there: "Zu dieser Zeit ist niemand da, der das machen kann.",
  not_for_then: "Für diese Zeit werden keine Bestellungen angenommen.",
  not_taking_orders: "Die Veranstaltung nimmt gerade keine Bestellungen an.",
  over_the_cap: ({ most = 0 }) =>
    most > 0
      ? counted("de", most, {
          one: "Höchstens # Becher ist erlaubt.",
          other: "Höchstens # Becher sind erlaubt.",
        })
      : "Das ist mehr, als erlaubt ist.",
  over_the_cap_a_person: ({ left = 0 }) =>
    counted("de", left, {
      one: "Für dieses Telefon bleibt # Becher.",
      other: "Für dieses Telefon bleiben # Becher.",
    }),
  too_late: "Es ist zu spät: Es wird gemacht oder ist fertig.",
  no_phone: "Diese Bestellung hat keine Nummer, kein Text kommt an: Ruf die Nummer aus.",
  opted_out: "Dieser Gast will keine Nachrichten: Ruf die Nummer aus.",
  question_open: ({ asked_by = "Jemand", order_number = "" }) =>
    `${asked_by} hat diesen Gast schon gefragt und wartet auf die Antwort. ${order_number}`,
  no_such_canned_text: "Diesen Text gibt es nicht mehr.",
  no_printer: "Diese Station hat keinen Etikettendrucker; den richtet die Organisation ein.",
  no_ticket: "Diesen Bon gibt es nicht mehr.",
  no_order: "Diese Bestellung gibt es nicht mehr.",
  no_station: "Diese Station gibt es nicht mehr.",
  no_event: "Diese Veranstaltung gibt es nicht, oder es ist nicht deine.",
  no_menu: "Diese Veranstaltung hat noch keine Karte.",
  not_on_the_menu: "Das steht nicht mehr auf der Karte.",
  not_found: "So etwas gibt es hier nicht.",
  conflict: "Jemand anderes war schneller, sieh noch einmal nach.",
  exists_already: "Das gibt es schon, sieh noch einmal nach.",
  idempotency_key_reused: "Das kam zweimal mit anderem Inhalt an, mach es noch einmal.",
  invalid: "Der Server hat das nicht verstanden.",
  unstorable: "Eine Zahl ist zu groß, oder der Text enthält, was sich nicht speichern lässt.",
  forbidden: "Deine Rolle darf das nicht.",
  bad_password: "Ein Passwort hat 10 bis 72 Zeichen; Umlaute zählen mehrfach.",
  locked: "Das war zu oft falsch. Warte ein wenig vor dem nächsten Versuch.",
  too_many_guesses: "Das war hier zu oft falsch. Warte ein wenig vor dem nächsten Versuch.",
  too_many_requests: "Das war zu viel auf einmal. Warte ein wenig.",
  internal: "Der Server ist daran gescheitert. Sag es dem, der ihn betreibt.",
};

export default refused;
