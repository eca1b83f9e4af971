"""Writes the files to measure with: one Word file per number of projects, and one workbook.

usage: make.py FOLDER N…   Each project is a goal table of the Hebei form with 12 indicator rows and true merges.
"""

import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "examples" / "make"))
sys.dont_write_bytecode = True

from hebei_form import goal_rows, goal_table, project_code  # noqa: E402
from word import heading, paragraph, save  # noqa: E402

OBJECTS = "电梯 空调 消防设施 会议系统 食堂 公务用车 办公楼屋面 供热管网 绿地 停车场 档案库房 值班室".split()
WORKS = "维修维护 更新改造 托管服务 租赁 检测评估 保洁保安".split()
ROWS = [
    ("产出", "数量", "{o}{w}数量", "全年完成{w}的{o}数量", "≥{n}个"),
    ("产出", "数量", "{o}巡查次数", "按计划完成的{o}巡查次数", "≥{n}次"),
    ("产出", "质量", "{o}验收合格率", "一次验收合格的{o}数占{o}总数的比例", "≥{p}%"),
    ("产出", "质量", "{o}完好率", "完好的{o}数占在用{o}总数的比例", "≥{p}%"),
    ("产出", "时效", "{o}{w}完成时间", "全部{o}{w}通过验收的时间", "2026年{m}月底前"),
    ("产出", "时效", "{o}报修响应及时率", "2小时内到场的报修单数占报修单总数的比例", "≥{p}%"),
    ("产出", "成本", "{o}{w}单价", "每个{o}的{w}平均费用", "≤{n}元/个"),
    ("产出", "成本", "{o}{w}总成本", "{o}{w}的全部费用", "≤{b}万元"),
    ("效益", "社会效益", "{o}保障天数", "{o}正常运行、各单位照常办公的天数", "≥24{m}天"),
    ("效益", "生态效益", "{o}能耗下降率", "（上年能耗－本年能耗）÷上年能耗", "≥{m}%"),
    ("效益", "可持续影响", "{o}使用年限", "{w}后{o}的最低使用年限", "≥{m}年"),
    ("满意度", "服务对象满意度", "{o}使用单位满意度", "对{o}{w}表示满意的单位数占受访单位数的比例", "≥{p}%"),
]


def project(number, dice):
    words = {
        "o": dice.choice(OBJECTS), "w": dice.choice(WORKS), "n": dice.randint(3, 900), "p": dice.randint(85, 99),
        "m": dice.randint(1, 9), "b": f"{dice.randint(300, 30000) / 100:.2f}",
    }
    fill = lambda text: text.format(**words)
    return {
        "code": project_code(139998, 2026, number, 10000 + number),
        "name": fill("2026年{o}{w}经费") + f"（{number}）",
        "budget": (words["b"], words["b"], ""),
        "purpose": fill("支付{o}的{w}费用，包括人工、材料、检测和验收。"),
        "plan": ("25%", "50%", "75%", "100%"),
        "goals": [fill("完成{n}个{o}的{w}，验收合格率不低于{p}%。"), fill("{o}全年正常运行，使用单位满意度不低于{p}%。")],
        "rows": [(a, b, fill(c), fill(d), fill(e), fill("{o}{w}合同和年度计划")) for a, b, c, d, e in ROWS],
    }


def word_file(path, projects):
    blocks = [paragraph("青禾县机关事务服务中心2026年部门预算绩效文本", align="center"), heading("第二部分 预算项目绩效目标", 1, 1)]
    for number, p in enumerate(projects, 1):
        blocks += [heading(f"{number}.{p['name']}绩效目标表", 3, number + 1), paragraph("430001青禾县机关事务服务中心本级"),
                   paragraph("单位：万元"), goal_table(p)]
    save(path, blocks, "bench", "bench")


def workbook(path, projects):
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for number, p in enumerate(projects, 1):
        sheet = book.create_sheet(f"项目{number}")
        sheet.append([f"{p['name']}绩效目标表"])
        sheet.append(["430001青禾县机关事务服务中心本级", "", "", "", "", "", "单位：万元"])
        open_merges = {}
        for r, row in enumerate(goal_rows(p), 3):
            column = 1
            for cell in row:
                if cell.merge != "continue":
                    sheet.cell(r, column, cell.text or None)
                if cell.merge == "restart":
                    open_merges[column] = [r, r]
                elif cell.merge:
                    open_merges[column][1] = r
                elif cell.span > 1:
                    sheet.merge_cells(start_row=r, end_row=r, start_column=column, end_column=column + cell.span - 1)
                if cell.merge != "continue" and column in open_merges and open_merges[column][1] < r:
                    merge(sheet, column, *open_merges.pop(column))
                    if cell.merge == "restart":
                        open_merges[column] = [r, r]
                column += cell.span
        for column, rows in open_merges.items():
            merge(sheet, column, *rows)
    book.save(path)


def merge(sheet, column, first, last):
    if last > first:
        sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for count in map(int, sys.argv[2:]):
        dice = random.Random(count)
        projects = [project(n, dice) for n in range(1, count + 1)]
        word_file(folder / f"projects-{count}.docx", projects)
        if count == 8:
            workbook(folder / f"projects-{count}.xlsx", projects)
