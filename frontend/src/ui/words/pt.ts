import { counted } from "../../i18n/counting";
import type { Words } from "./en";
import refused from "./refused.pt";

const pt: Words = {
  language: "Idioma",
  home: "Brewline, página inicial",
  close: "Fechar",
  cancel: "Cancelar",
  back: "Voltar",
  save: "Salvar",
  retry: "Tentar de novo",
  undo: "Desfazer",
  more: "Mais",
  moment: "Um momento",
  now: "agora mesmo",
  secondsLeft: (seconds) => counted("pt", seconds, { one: "# segundo", other: "# segundos" }),

  link: {
    connecting: "Conectando",
    live: "Ao vivo",
    reconnecting: "Reconectando",
    offline: "Sem conexão",
    "signed-out": "Sessão terminada",
    "server-error": "Erro do servidor, tentando de novo",
    refused: "Não permitido",
  },
  checked: (age) => `verificado há ${age}`,
  old: (age) => `dados de há ${age}`,
  stale: (age) => `Como estava há ${age}`,

  banner: {
    reconnecting: "A conexão caiu. Tentando reconectar.",
    offline: "Sem conexão. Pode continuar; o que fizer será enviado depois.",
    "signed-out": "A sua sessão terminou. O que fez fica guardado neste dispositivo.",
    "server-error": "O servidor tem um problema. Volta a tentar sozinho.",
    refused: "Não tem permissão para ver isto.",
  },
  waiting: (actions) =>
    counted("pt", actions, { one: "# ação à espera", other: "# ações à espera" }),
  lastSync: (age) => `última sincronização há ${age}`,
  signIn: "Entrar",

  trouble: {
    offline: "Sem conexão. Nada foi alterado; tente quando voltar.",
    silent: "O servidor não responde. Nada foi alterado; tente de novo.",
    server: "O servidor tem um problema. Nada foi alterado; tente daqui a pouco.",
    "signed-out": "A sua sessão terminou. Entre para continuar.",
    unknown: "Algo correu mal nesta página.",
  },
  refused,
  failed: "Não é possível ler isto agora",

  erase: "Apagar o último dígito",

  theme: {
    title: "Aparência",
    system: "Como o dispositivo",
    light: "Claro",
    dark: "Escuro",
  },
  unspoken: "Não é possível carregar este idioma agora.",

  account: {
    of: (name) => `Conta de ${name}`,
    signedInAs: "Entrou como",
    changePassword: "Mudar a senha",
    signOut: "Sair",
    still: "A sua sessão continua aberta",
  },
  password: {
    present: "Senha atual",
    fresh: "Senha nova",
    again: "Senha nova outra vez",
    changed: "A sua senha foi alterada.",
    missing: "Escreva a senha atual e a nova.",
    unequal: "A senha nova não foi escrita da mesma forma duas vezes.",
    wrong: "A senha atual está errada.",
  },
  pages: {
    lost: "Esta página não existe",
    mistyped: "O endereço pode estar mal escrito.",
    toStart: "Para a página inicial",
    silent: "O servidor não responde",
    offline: "Sem conexão",
    stillIn: "Nova tentativa a cada poucos segundos. A sua sessão continua aberta.",
  },
};

export default pt;
