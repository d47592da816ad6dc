import type { Words } from "./en";

const pt: Words = {
  title: "Café por mensagem",
  promise: "Peça seu café por mensagem, fique onde está e busque quando seu número aparecer.",
  where: "Para onde ir",
  phone: { title: "Telefone", text: "Peça como um cliente, por mensagem, num telefone simulado." },
  barista: { title: "Barista", text: "Veja os pedidos chegarem; comece, termine e entregue." },
  display: { title: "Painel", text: "O que o público vê: números em preparo e números prontos." },
  texts: " recebe mensagens no ",
};

export default pt;
