// Lights as words with colour, and how many there are of each.
import { Tag } from "antd";
import { type Key, t } from "../../i18n";

const LIGHTS = ["red", "yellow", "green", "blue", "grey"] as const;

const COLOUR: Record<string, string> = { red: "red", yellow: "gold", green: "green", blue: "blue", grey: "default" };

export function Light({ light }: { light: string }) {
  return <Tag color={COLOUR[light]}>{t(`light.${light}` as Key)}</Tag>;
}

/** Only the lights that there are. */
export function Lights({ counts }: { counts: Partial<Record<string, unknown>> }) {
  return LIGHTS.filter((light) => Number(counts[light] ?? 0) > 0).map((light) => (
    <Tag key={light} color={COLOUR[light]}>
      {t(`light.${light}`)} {Number(counts[light])}
    </Tag>
  ));
}
