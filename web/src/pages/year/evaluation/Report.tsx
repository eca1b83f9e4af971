// The written report: sections filled from the record, to be read as they will be printed and changed in place.
import { Input, Tag } from "antd";
import type { Schemas } from "../../../api/client";
import { language, t } from "../../../i18n";

type Content = Schemas["DepartmentContent"];

interface Props {
  title?: string | null;
  year: number;
  sections: Schemas["SectionPart"][];
  content: Content;
  /** Missing where nothing may be written. */
  change?: (content: Content) => void;
}

export function Report({ title, year, sections, content, change }: Props) {
  const write = (id: string, text: string) => {
    const { [id]: _, ...others } = content.report ?? {};
    // Without a text of its own a section is what the record says.
    change?.({ ...content, report: text.trim() === "" ? others : { ...others, [id]: text } });
  };
  return (
    <article className="official-form" aria-label={t("department.report")}>
      <section className="sheet">
        <h2 className="sheet-title">{t("department.report.of", { name: title ?? "", year })}</h2>
        {change && <p className="secondary no-print">{t("department.report.told")}</p>}
        {sections.map((section) => {
          const heading = language() === "en" ? section.en : section.zh;
          const own = content.report?.[section.id];
          return (
            <section key={section.id}>
              <h3>
                {heading} {own !== undefined && <Tag className="no-print">{t("department.edited")}</Tag>}
              </h3>
              {change ? (
                <Input.TextArea
                  aria-label={heading}
                  autoSize={{ minRows: 2 }}
                  maxLength={20000}
                  value={own ?? section.filled}
                  onChange={(event) => write(section.id, event.target.value)}
                />
              ) : (
                <p className="detail">{section.text}</p>
              )}
            </section>
          );
        })}
      </section>
    </article>
  );
}
