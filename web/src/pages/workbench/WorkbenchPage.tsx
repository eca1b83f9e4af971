// What waits for me: work by kind, returned items with the reason, dates that come near.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, call, type Schemas } from "../../api/client";
import { useSession } from "../../api/session";
import { type Key, t, word } from "../../i18n";
import { wan } from "../../parts/money";
import { PageError, PageLoading } from "../../parts/PageState";

type Task = Schemas["TaskBody"];
type Reminder = Schemas["Reminder"];

const SHOWN = 8;

export default function WorkbenchPage() {
  const session = useSession();
  const inbox = useQuery({ queryKey: ["inbox"], queryFn: () => call(api.GET("/api/v1/inbox")), staleTime: 0 });
  if (inbox.isPending) return <PageLoading />;
  if (inbox.isError) return <PageError error={inbox.error} reset={() => void inbox.refetch()} />;
  const tasks = inbox.data.tasks.filter((task) => task.count > 0);
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("workbench.hello", { name: session.data?.name ?? "" })}</h1>
      </div>
      <div className="workbench">
        <section aria-label={t("workbench.tasks")}>
          {tasks.length === 0 && <p className="card">{t("workbench.nothing")}</p>}
          {tasks.map((task) => (
            <TaskCard key={`${task.task}-${task.year}`} task={task} />
          ))}
        </section>
        <aside aria-label={t("workbench.calendar")}>
          <div className="card">
            <h2>{t("workbench.calendar")}</h2>
            {inbox.data.reminders.length === 0 && <p className="secondary">{t("workbench.no-dates")}</p>}
            <ul className="plain">
              {inbox.data.reminders.map((reminder) => (
                <Date key={`${reminder.year}-${reminder.kind}-${reminder.on}`} reminder={reminder} />
              ))}
            </ul>
          </div>
        </aside>
      </div>
    </div>
  );
}

function TaskCard({ task }: { task: Task }) {
  return (
    <article className="card">
      <h2>
        {t(`task.${task.task}` as Key)} <span className="secondary">{t("workbench.year", { year: task.year })}</span>
        <span className="task-count">{task.count}</span>
      </h2>
      {task.due && <p className={urgency(task.due.days_left)}>{due(task.due)}</p>}
      <ul className="plain">
        {task.items.slice(0, SHOWN).map((item) => (
          <li key={item.id} className="task-item">
            <Link to="/documents/$document" params={{ document: String(item.id) }}>
              {item.title ?? item.department ?? item.id}
            </Link>
            <span className="secondary">
              {word("state", item.state)} · {t("workbench.sum", { projects: item.projects, budget: wan(item.budget_fen) })}
              {item.errors > 0 && <b className="bad"> {t("severity.error", { count: item.errors })}</b>}
              {item.warnings > 0 && <span> {t("severity.warning", { count: item.warnings })}</span>}
            </span>
            {item.reason && <q className="reason">{item.reason}</q>}
          </li>
        ))}
      </ul>
      {task.count > SHOWN && (
        <Link to="/documents">{t("workbench.all", { count: task.count })}</Link>
      )}
    </article>
  );
}

function Date({ reminder }: { reminder: Reminder }) {
  return (
    <li className={urgency(reminder.days_left)}>
      {reminder.year} {due(reminder)}
      {reminder.open > 0 && <span> · {t("workbench.open", { count: reminder.open })}</span>}
      {reminder.note && <div className="secondary">{reminder.note}</div>}
    </li>
  );
}

function due(date: { kind: string; on: string; days_left: number }): string {
  const left = date.days_left >= 0 ? "workbench.left" : "workbench.over";
  return `${t(`calendar.${date.kind}` as Key)} ${date.on} ${t(left, { days: Math.abs(date.days_left) })}`;
}

function urgency(days: number): string {
  return days < 0 ? "bad" : days <= 7 ? "soon" : "";
}
