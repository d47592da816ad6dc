import { Icon, type IconName } from "./Icon";
import { Segmented } from "./Segmented";
import { useShared } from "./shared";
import { chooseTheme, THEMES, useTheme, type Theme } from "./theme";

const ICONS: Record<Theme, IconName> = { system: "contrast", light: "sun", dark: "moon" };

/** Light, dark, or as the device has it; kept on the device. */
export function ThemePicker() {
  const words = useShared();
  return (
    <Segmented
      label={words.theme.title}
      value={useTheme()}
      onChange={chooseTheme}
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
