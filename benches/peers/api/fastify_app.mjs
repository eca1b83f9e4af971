// Fastify and better-sqlite3 on the record's own tables: the same three routes with rights on every request.
import Database from "better-sqlite3";
import Fastify from "fastify";

const db = new Database(process.env.RECORD, { readonly: true });
const area = "990000";
const columns =
  "id, document, ordinal, path, year, state, code, name, unit_code, unit_name, budget, fiscal, other, indicators, updated_at";
const rights = db.prepare(
  "SELECT s.account, n.path, g.role FROM session s JOIN role_grant g ON g.area = s.area AND g.account = s.account " +
    "JOIN node n ON n.area = g.area AND n.id = g.node WHERE s.area = ? AND s.token = ?",
);
const one = db.prepare(`SELECT ${columns}, body FROM project WHERE area = ? AND id = ?`);
const statements = new Map();
const prepared = (sql) => statements.get(sql) ?? statements.set(sql, db.prepare(sql)).get(sql);

const app = Fastify();
app.decorateRequest("branches", null);
app.addHook("preHandler", async (request, reply) => {
  const rows = rights.all(area, request.headers["x-token"] ?? "");
  if (rows.length === 0) return reply.code(401).send({});
  request.branches = rows.map((row) => row.path);
});
app.get("/projects/:project", async (request, reply) => {
  const row = one.get(area, Number(request.params.project));
  if (!row || !request.branches.some((branch) => row.path.startsWith(branch))) return reply.code(404).send({});
  const { body, ...rest } = row;
  return { ...rest, content: JSON.parse(body.toString()) };
});
app.get("/projects", async (request, reply) => {
  const { year = 2025, branch = "000001", state, q } = request.query;
  if (!request.branches.some((own) => branch.startsWith(own))) return reply.code(404).send({});
  const end = branch.slice(0, -6) + String(Number(branch.slice(-6)) + 1).padStart(6, "0");
  const values = [area, Number(year), branch, end];
  let where = "area = ? AND year = ? AND path >= ? AND path < ?";
  if (state) where += " AND state = ?";
  if (state) values.push(state);
  if (q) {
    const items = prepared(`SELECT ${columns} FROM project WHERE ${where} AND name LIKE ? LIMIT 50`).all(...values, `%${q}%`);
    return { items };
  }
  const total = prepared(`SELECT COUNT(*) AS total, SUM(budget) AS total_budget_fen FROM project WHERE ${where}`).get(...values);
  const items = prepared(`SELECT ${columns} FROM project WHERE ${where} ORDER BY path, id LIMIT 50`).all(...values);
  return { items, ...total };
});
await app.listen({ port: Number(process.env.PORT) });
