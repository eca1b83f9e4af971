// Many documents as one archive: choose them and the kinds of file, watch it being packed, take it.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { t } from "../../i18n";
import { Archive } from "./Archive";
import { Choose } from "./Choose";

export default function ExportPage() {
  const { id, year, state } = useSearch({ from: "/inside/documents/export" });
  const navigate = useNavigate({ from: "/documents/export" });
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("export.title")}</h1>
        <span className="secondary">{t("export.told")}</span>
      </div>
      {id !== undefined && <Archive id={id} again={() => void navigate({ search: { year, state } })} />}
      {id === undefined && <Choose year={year} state={state} onAsked={(made) => void navigate({ search: { id: made, year, state } })} />}
    </div>
  );
}
