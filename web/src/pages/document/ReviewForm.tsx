// The review form of a document's goals, filled as far as the record knows; the rest is for the pen.
import { t } from "../../i18n";
import { FormFile } from "../../parts/FormFile";

export function ReviewForm({ id }: { id: number }) {
  const address = `/api/v1/documents/${id}/review-form`;
  const forms = [
    { title: t("review.form.general"), address: `${address}?form=general&format=` },
    { title: t("review.form.key"), address: `${address}?form=key&format=` },
  ];
  return <FormFile forms={forms} label={t("review.form")} />;
}
