const en = {
  title: "Who is working?",
  tablet: (name: string, event: string) => `${name}, ${event}`,
  enter: (name: string) => `PIN of ${name}`,
  signIn: "Sign in",
  busy: "Signing in",
  other: "Somebody else",
  password: "Sign in with a password",
  nobody: "Nobody here has a PIN yet. Sign in with a password, or ask the organiser for a PIN.",
  short: "A PIN has four to eight digits.",
  wrong: "That is not the PIN. Try again.",
  locked: "Too many wrong PINs. Wait a little, or sign in with a password.",
  refused: "You may not sign in here. Ask the organiser.",
  offline: "You are offline. Sign in when you are back.",
  server: "The server does not answer. Try again in a moment.",
  again: "Try again",
  revoked: "This tablet was revoked",
  revokedWhy: "The organiser has shut it out. To use it again, ask for a new pairing code.",
  pair: "Pair this tablet",
};
export type Words = typeof en;
export default en;
