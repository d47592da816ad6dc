import type { Details } from "../../api/http";
import { counted } from "../../i18n/counting";
import type { Refused } from "./refused.en";

const STATES: Record<string, string> = {
  scheduled: "Está marcado para mais tarde.",
  queued: "Espera que alguém comece.",
  started: "Está a ser preparado.",
  made: "Já está pronto.",
  collected: "Já foi levantado.",
  uncollected: "Ninguém o veio buscar.",
  voided: "Está cancelado.",
};

function now({ by, state }: Details): string {
  if (by) return `${by} começou isto.`;
  return STATES[state ?? ""] ?? "";
}

const refused: Refused = {
  version_conflict: (it) => `Mudou entretanto; vê outra vez. ${now(it)}`,
  not_legal_now: (it) => `Isso não pode ser feito como está. ${now(it)}`,
  allergy_not_acknowledged: ({ allergy = "" }) => `Lê primeiro a alergia. ${allergy}`,
  nothing_to_claim: "Não há nada lá que você possa pegar.",
  own_work_first: "Aqui já há algo esperando; faça isso primeiro.",
  station_full: ({ station = "Essa estação" }) =>
    `${station} tem já todo o trabalho que pode ter à espera.`,
  station_cannot_make_it: ({ station = "Essa estação" }) => `${station} não o pode preparar agora.`,
  not_enough: ({ missing = [] }) =>
    `Aqui já não há que chegue; repõe primeiro. ${missing.join(", ")}`,
  cannot_be_made: ({ what = "isso", at }) =>
    `Nenhuma estação aberta pode preparar ${what} ${at ? `às ${at}` : "agora"}.`,
  stations_busy: "Todas as estações que o podem preparar estão cheias.",
  nobody_there: "A essa hora não há ninguém que o possa preparar.",
  not_for_then: "Não se aceitam pedidos para essa hora.",
  not_taking_orders: "O evento não aceita pedidos agora.",
  over_the_cap: ({ most = 0 }) =>
    most > 0
      ? counted("pt", most, {
          one: "É permitido # copo no máximo.",
          other: "São permitidos # copos no máximo.",
        })
      : "É mais do que é permitido.",
  over_the_cap_a_person: ({ left = 0 }) =>
    counted("pt", left, {
      one: "Resta # copo para este telefone.",
      other: "Restam # copos para este telefone.",
    }),
  too_late: "É tarde demais: está a ser preparado ou já está pronto.",
  no_phone: "Este pedido não tem telefone e nenhuma mensagem chega: chama o número.",
  opted_out: "Este cliente não quer mensagens: chama o número.",
  question_open: ({ asked_by = "Alguém", order_number = "" }) =>
    `${asked_by} já perguntou a este cliente e espera a resposta. ${order_number}`,
  no_such_canned_text: "Esse texto já não existe.",
  no_printer: "Esta estação não tem impressora de etiquetas; a organização instala uma.",
  no_ticket: "Esse talão já não existe.",
  no_order: "Esse pedido já não existe.",
  no_station: "Essa estação já não existe.",
  no_event: "Esse evento não existe, ou não é teu.",
  no_menu: "Este evento ainda não tem ementa.",
  not_on_the_menu: "Isso já não está na ementa.",
  not_found: "Não há nada disso aqui.",
  conflict: "Alguém foi mais rápido; vê outra vez.",
  exists_already: "Já existe um; vê outra vez.",
  idempotency_key_reused: "Isso chegou duas vezes com conteúdo diferente; faz outra vez.",
  invalid: "O servidor não percebeu.",
  unstorable: "Um número é grande demais, ou o texto tem o que não se pode guardar.",
  forbidden: "A tua função não permite isso.",
  bad_password: "Uma palavra-passe tem 10 a 72 caracteres; os acentuados contam por vários.",
  locked: "Errado vezes demais. Espera um pouco antes de tentar de novo.",
  too_many_guesses: "Errado vezes demais neste aparelho. Espera um pouco.",
  too_many_requests: "Foi demasiado de uma vez. Espera um pouco.",
  internal: "O servidor falhou. Diz a quem o gere.",
};

export default refused;
