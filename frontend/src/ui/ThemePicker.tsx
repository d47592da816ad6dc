import { personal, usePersonal } from "../api/personal";
import { Icon, type IconName } from "./Icon";
import { Segmented } from "./Segmented";
import { useShared } from "./shared";
import { chooseTheme, THEMES, useTheme, type Theme } from "./theme";

const ICONS: Record<Theme, IconName> = { system: "contrast", light: "sun", dark: "moon" };

/** Light, dark, or as the device has it: for the person signed in, or else for this device. */
export function ThemePicker() {
  const words = useShared();
  const device = useTheme();
  const own = usePersonal()?.theme;
  const choose = (theme: Theme) => {
    if (!personal.prefer({ theme })) chooseTheme(theme);
  };
  return (
    <Segmented
      label={words.theme.title}
      value={own ?? device}
      onChange={choose}
      options={THEMES.map((theme) => [
        theme,
        <span key={theme} title={words.theme[theme]}>
          <Icon name={ICONS[theme]} />
          <span className="sr-only">{words.theme[theme]}</span>
        </span>,
      ])}
    />
  );
}
