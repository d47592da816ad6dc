import type { Words } from "./en";

const pt: Words = {
  title: "Entrar",
  lead: "Para quem está atrás do balcão.",
  username: "Nome de usuário",
  password: "Senha",
  busy: "Entrando",
  missing: "Escreva o nome de usuário e a senha.",
  wrong: "O nome de usuário ou a senha está errado.",
  silent: "O servidor não responde. Tente de novo daqui a pouco.",
  offline: "Sem conexão. Entre quando voltar.",
};

export default pt;
