// Moments as people read them; they travel as milliseconds since 1970.
import { language } from "../i18n";

export function moment(at: number): string {
  return new Date(at).toLocaleString(language(), { dateStyle: "medium", timeStyle: "short" });
}
