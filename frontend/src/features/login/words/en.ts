const en = {
  title: "Sign in",
  lead: "For the people behind the counter.",
  username: "Username",
  password: "Password",
  busy: "Signing in",
  missing: "Enter both your username and your password.",
  wrong: "The username or the password is wrong.",
  silent: "The server does not answer. Try again in a moment.",
  offline: "You are offline. Sign in when you are back.",
};

export type Words = typeof en;
export default en;
