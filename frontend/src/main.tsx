import "@fontsource-variable/inter/index.css";
import "./ui/tokens.css";
import "./ui/base.css";
// Before anything is painted: the theme that was chosen on this device.
import "./ui/theme";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./app/App";
import { followPerson } from "./app/person";
import { language } from "./i18n/language";
import { shared } from "./ui/shared";

followPerson();
// Beside the page itself, not after it; what fails is asked for again where it is needed.
shared.load(language()).catch(() => undefined);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </StrictMode>,
  );
}
