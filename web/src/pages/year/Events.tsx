// What happened to a sheet or a rectification, in order.
import { Timeline } from "antd";
import type { Schemas } from "../../api/client";
import { type Key, t } from "../../i18n";
import { moment } from "../../parts/moment";

export function Events({ events }: { events: Schemas["EventRow"][] }) {
  return (
    <section className="card" aria-label={t("history.open")}>
      <h2>{t("history.open")}</h2>
      <Timeline
        items={events.map((event) => ({
          key: event.id,
          content: (
            <>
              {moment(event.at)} {event.actor_name} {t(`step.${event.action}` as Key)}
              {event.reason && `：${event.reason}`}
            </>
          ),
        }))}
      />
    </section>
  );
}
