/** What a tablet says of its connection, of what waits and of what was refused. */
import { counted } from "../../../../i18n/counting";
import type { Words } from "./en";

const pt: Words = {
  states: {
    fine: "Ao vivo",
    connecting: "Conectando",
    offline: "Sem conexão",
    reconnecting: "Reconectando",
    signedOut: "Sessão encerrada",
    error: "Erro no servidor, tentando de novo",
  },
  actions: (count: number) =>
    counted("pt", count, { one: "# ação à espera", other: "# ações à espera" }),
  lastSync: (age: string) => `última sincronização há ${age}`,
  never: "ainda sem sincronização",
  checked: (age: string) => `verificado há ${age}`,
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  hours: (count: number) => `${count} h`,
  lacks: {
    storage: "Este aparelho não guarda nada: o que espera se perde ao fechar a página.",
    tls: "Em http simples, este tablet não inicia sem rede nem mantém a tela ligada.",
  },
  details: "O que espera",
  close: "Fechar",
  nothing: "Nada à espera.",
  dismiss: "Entendi",
  since: (time: string) => `tocado às ${time}`,
  others: (count: number, who: string) =>
    counted("pt", count, {
      one: `# ação de ${who} espera até ${who} entrar`,
      other: `# ações de ${who} esperam até ${who} entrar`,
    }),
  refused: (deed: string, why: string) => `${deed}: não foi feito. ${why}`,
  deeds: {
    start: (of: string) => `Começar ${of}`,
    bump: (of: string) => `${of} pronto`,
    recall: (of: string) => `Trazer ${of} de volta`,
    collect: (of: string) => `${of} retirado`,
    uncollected: (of: string) => `Ninguém veio buscar ${of}`,
    void: (of: string) => `Cancelar ${of}`,
    move: (of: string) => `Mover ${of}`,
    remake: (of: string) => `Refazer ${of}`,
    hold: (of: string) => `Segurar a mensagem de ${of}`,
    release: (of: string) => `Enviar a mensagem de ${of}`,
    acknowledge: (of: string) => `Alergia de ${of} lida`,
    ask: (of: string) => `Pergunta sobre ${of}`,
    text: (of: string) => `Mensagem para ${of}`,
    "86": (of: string) => `${of} acabou`,
    un86: (of: string) => `${of} voltou`,
    walkup: (of: string) => `Pedido no balcão ${of}`,
    "station-open": (of: string) => `Abrir ${of}`,
    "station-paused": (of: string) => `Pausar ${of}`,
    "station-draining": (of: string) => `Terminar ${of}`,
    "station-closed": (of: string) => `Fechar ${of}`,
  },
};

export default pt;
