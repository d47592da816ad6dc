const en = {
  title: "Pair this screen",
  lead: "Type the code the organiser gives you. It is good for ten minutes.",
  code: "Pairing code",
  pair: "Pair",
  busy: "Pairing",
  short: "The code has eight digits.",
  wrong: "This code is mistyped, used or expired. Ask for a new one.",
  often: "Too many wrong codes from here. Wait a few minutes.",
  offline: "You are offline. Try again when you are back.",
  server: "The server does not answer. Try again in a moment.",
  printer: (name: string) => `${name} is paired`,
  token: "Start the print agent with this token. It is shown only now.",
};
export type Words = typeof en;
export default en;
