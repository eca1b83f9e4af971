"""FastAPI and SQLAlchemy on the record's own tables: one project, a list with total, a search; rights on every request."""

import json
import os

from fastapi import Depends, FastAPI, Header, HTTPException
from sqlalchemy import create_engine, text

engine = create_engine("sqlite:///" + os.environ["RECORD"], pool_size=8)
app = FastAPI()
AREA = "990000"
COLUMNS = "id, document, ordinal, path, year, state, code, name, unit_code, unit_name, budget, fiscal, other, indicators, updated_at"


def caller(x_token: str = Header()):
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT s.account, n.path, g.role FROM session s JOIN role_grant g ON g.area = s.area AND "
                "g.account = s.account JOIN node n ON n.area = g.area AND n.id = g.node WHERE s.area = :area AND s.token = :token"
            ),
            {"area": AREA, "token": x_token},
        ).all()
    if not rows:
        raise HTTPException(401)
    return [row.path for row in rows]


@app.get("/projects/{project}")
def get_project(project: int, branches=Depends(caller)):
    with engine.connect() as connection:
        row = connection.execute(
            text(f"SELECT {COLUMNS}, body FROM project WHERE area = :area AND id = :id"), {"area": AREA, "id": project}
        ).first()
    if row is None or not any(row.path.startswith(branch) for branch in branches):
        raise HTTPException(404)
    answer = dict(row._mapping)
    answer["content"] = json.loads(answer.pop("body"))
    return answer


@app.get("/projects")
def list_projects(year: int = 2025, branch: str = "000001", state: str = "", q: str = "", branches=Depends(caller)):
    if not any(branch.startswith(own) for own in branches):
        raise HTTPException(404)
    values = {"area": AREA, "year": year, "from": branch, "to": branch[:-6] + f"{int(branch[-6:]) + 1:06}", "state": state}
    where = "area = :area AND year = :year AND path >= :from AND path < :to"
    where += " AND state = :state" if state else ""
    with engine.connect() as connection:
        if q:
            values["q"] = f"%{q}%"
            rows = connection.execute(text(f"SELECT {COLUMNS} FROM project WHERE {where} AND name LIKE :q LIMIT 50"), values)
            return {"items": [dict(row._mapping) for row in rows]}
        total = connection.execute(text(f"SELECT COUNT(*), SUM(budget) FROM project WHERE {where}"), values).one()
        rows = connection.execute(text(f"SELECT {COLUMNS} FROM project WHERE {where} ORDER BY path, id LIMIT 50"), values)
        return {"items": [dict(row._mapping) for row in rows], "total": total[0], "total_budget_fen": total[1]}
