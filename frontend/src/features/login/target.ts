/** Where to go after signing in: only to a page of ours. */
export function safeTarget(asked: string | null): string {
  if (!asked?.startsWith("/") || /^\/[/\\]/.test(asked) || asked.startsWith("/sign-in")) {
    return "/barista";
  }
  return asked;
}
