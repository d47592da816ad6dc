import js from "@eslint/js";
import accessible from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import typescript from "typescript-eslint";

const FEATURES = [
  "barista",
  "design",
  "display",
  "kiosk",
  "login",
  "pair",
  "phone",
  "start",
  "track",
];

/** Features are independent: what two of them need belongs to api or ui. */
const independent = FEATURES.map((feature) => ({
  files: [`src/features/${feature}/**`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            regex: `features/(?!${feature}(?:/|$))|^\\.\\./(?:${FEATURES.join("|")})(?:/|$)`,
            message: "A feature does not import another; share through api or ui.",
          },
          { regex: "/app(?:/|$)", message: "app puts features together, not the other way." },
        ],
      },
    ],
  },
}));

/** The ground imports nothing that stands on it. */
const ground = (folder, forbidden) => ({
  files: [`src/${folder}/**`],
  rules: {
    "no-restricted-imports": [
      "error",
      { patterns: [{ regex: `/(?:${forbidden})(?:/|$)`, message: "Imports go one way only." }] },
    ],
  },
});

export default typescript.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts"] },
  js.configs.recommended,
  ...typescript.configs.strict,
  accessible.flatConfigs.recommended,
  { files: ["**/*.{ts,tsx}"], languageOptions: { globals: globals.browser } },
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "no-alert": "error",
      "no-console": "error",
      "max-lines": ["error", 300],
    },
  },
  ...independent,
  ground("api", "app|ui|features"),
  ground("ui", "app|features"),
  ground("i18n", "app|api|ui|features"),
);
