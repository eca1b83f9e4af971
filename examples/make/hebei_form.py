"""The Hebei goal table (form family hebei-2022) as a Word grid of seven columns."""

from word import Cell, table

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WIDTHS = [1290, 1290, 1420, 1400, 1180, 1270, 1370]


def project_code(area, year, serial, tail):
    """The 21-character project code with its check character."""
    body = f"{area}{year % 100:02}P{serial:06}{tail:05}"
    total = sum(pow(3, i, 31) * ALPHABET.index(c) for i, c in enumerate(body))
    return body + ALPHABET[(30 - total) % 31]


def goal_table(project):
    """One 绩效目标表 as a Word table."""
    return table(goal_rows(project), WIDTHS)


def goal_rows(project):
    """The rows of one 绩效目标表; `project` as in qinghe_hebei.py."""
    label = lambda text, span=1, merge=None: Cell(text, span, merge, bold=True)
    total, fiscal, other = project["budget"]
    rows = [
        [label("项目编码"), Cell(project["code"], 2), label("项目名称"), Cell(project["name"], 3)],
        [
            label("预算规模及资金用途", merge="restart"), label("预算数"), Cell(total),
            label("其中：财政资金"), Cell(fiscal), label("其他资金"), Cell(other),
        ],
        [label("", merge="continue"), Cell(project["purpose"], 6, align="left")],
        [label("资金支出计划（%）", merge="restart"), label("3月底", 2), label("6月底"), label("10月底"), label("12月底", 2)],
        [label("", merge="continue"), *(Cell(p, s) for p, s in zip(project["plan"], (2, 1, 1, 2)))],
        [label("绩效目标"), Cell("\n".join(f"{i}.{g}" for i, g in enumerate(project["goals"], 1)), 6, align="left")],
        [label("一级指标"), label("二级指标"), label("三级指标"), label("绩效指标描述", 2), label("指标值"), label("指标值确定依据")],
    ]
    before = (None, None)
    for level1, level2, name, description, target, basis in project["rows"]:
        first, second = level1 != before[0], (level1, level2) != before
        before = (level1, level2)
        rows.append([
            Cell(level1 + "指标" if first else "", merge="restart" if first else "continue"),
            Cell(level2 + "指标" if second else "", merge="restart" if second else "continue"),
            Cell(name), Cell(description, 2, align="left"), Cell(target), Cell(basis),
        ])
    return rows
