import { shared } from "./src/ui/shared";

// As on a page, where they are asked for first: no test waits for the words that all screens share.
await shared.load("en");
