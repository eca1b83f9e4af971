// One published document: the official table, to be read, printed and taken along.
import { PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect } from "react";
import { api, call } from "../../api/client";
import { t } from "../../i18n";
import { DownloadRow } from "../../parts/downloads";
import { wan } from "../../parts/money";
import { OfficialForm } from "../../parts/OfficialForm";
import { PageError, PageLoading } from "../../parts/PageState";
import type { Content } from "../document/model";

export default function PublicDocument() {
  const { area, document: text } = useParams({ from: "/public/$area/$document" });
  const id = Number(text);
  const params = { path: { area, document: id } };
  const row = useQuery({
    queryKey: ["public-document", area, id],
    queryFn: () => call(api.GET("/api/v1/public/areas/{area}/documents/{document}", { params })),
  });
  const content = useQuery({
    queryKey: ["public-content", area, id],
    queryFn: async () =>
      (await call(
        api.GET("/api/v1/public/areas/{area}/documents/{document}/content", { params }),
      )) as unknown as Content,
  });
  const { hash } = useLocation();
  const ready = content.isSuccess && row.isSuccess;
  useEffect(() => {
    if (ready && hash) document.getElementById(hash)?.scrollIntoView();
  }, [ready, hash]);
  const failed = [row, content].find((query) => query.isError);
  if (failed) return <PageError error={failed.error} reset={() => void failed.refetch()} />;
  if (!row.data || !content.data) return <PageLoading />;
  const title = t("public.document", {
    department: row.data.department ?? content.data.department ?? "",
    year: row.data.year,
  });
  return (
    <div className="page reading-page">
      <p className="no-print">
        <Link to="/public" search={{ area, year: row.data.year }}>
          ← {t("public.back")}
        </Link>
      </p>
      <div className="page-title">
        <h1>{title}</h1>
        <span className="secondary">
          {t("document.sum", { count: row.data.projects, budget: wan(row.data.budget_fen) })}
        </span>
        <Button className="no-print" size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t("public.print")}
        </Button>
      </div>
      <div className="no-print public-downloads">
        <DownloadRow
          address={(format) => `/api/v1/public/areas/${area}/documents/${id}/export?format=${format}`}
        />
      </div>
      {content.data.projects.length > 1 && (
        <nav className="no-print card" aria-label={t("document.projects")}>
          <ol className="contents">
            {content.data.projects.map((project) => (
              <li key={project.ordinal}>
                <a href={`#project-${project.ordinal}`}>{project.name ?? t("document.untitled")}</a>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <OfficialForm content={content.data} />
      <p className="secondary hash">{t("public.hash", { hash: row.data.hash })}</p>
    </div>
  );
}
