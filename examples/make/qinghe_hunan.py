"""Writes examples/qinghe-hunan.xlsx: annexes 1 to 5 of the Hunan form, one sheet each, with merged areas."""

import datetime
import sys

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

OFFICE = "青禾县机关事务服务中心"
LINE = Side(style="thin")
EDGE = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)

DUTIES = (
    "负责县直机关集中办公区的房屋管理、物业服务和设施维护；负责公务用车平台的调度与车辆管理；"
    "承担县委、县政府会议的会务保障；指导县直单位的公共机构节能工作。"
)
TASKS = [
    ("集中办公区维修维护", "房产管理股", "全年完成零星维修不少于260单，紧急报修2小时内到场。"),
    ("集中办公区物业服务", "物业管理股", "办公楼保洁、保安、绿化按合同考核，季度考核得分不低于92分。"),
    ("公务用车平台运行", "车辆调度股", "平台19辆车安全运行，派车申请当日答复。"),
]
DIRECTIONS = [
    {
        "name": "集中办公区维修维护",
        "fund": "机关后勤保障专项",
        "amount": 60.00,
        "summary": 60.00,
        "long": "集中办公区房屋和设备保持完好，满足县直单位长期办公需要。",
        "year": "完成零星维修不少于260单，中央空调、电梯和消防设备全年完好。",
        "rows": [
            ("数量", "零星维修完成单数", "≥260单", ""),
            ("质量", "设备完好率", "", ""),  # planted: no value
            ("时效", "紧急报修到场时间", "≤2小时", ""),
            ("成本", "维修维护总费用", "≤60万元", ""),
            ("经济", "无", "", ""),
            ("社会", "因设施故障停办业务的天数", "≤1天", ""),
            ("生态", "废旧灯管、电池分类回收率", "≥95%", ""),
            ("持续", "电梯、消防设备年检通过率", "100%", "以检验报告为准"),
            ("满意", "驻区单位职工满意度", "≥90%", "问卷调查"),
        ],
    },
    {
        "name": "集中办公区物业服务",
        "fund": "机关后勤保障专项",
        "amount": 75.00,  # planted: the summary says 72.00
        "summary": 72.00,
        "long": "建立按考核付费的物业服务机制，办公环境整洁有序。",
        "year": "两栋办公楼11800平方米的保洁、保安、绿化服务按合同完成，每季度考核一次。",
        "rows": [
            ("数量", "物业服务面积", "≥11800平方米", ""),
            ("质量", "季度考核得分", "≥92分", ""),
            ("时效", "服务完成时间", "2025年12月前", ""),
            ("成本", "物业服务总费用", "≤72万元", ""),
            ("经济", "无", "", ""),
            ("社会", "来访群众投诉件数", "≤3件", ""),
            ("生态", "绿化植物成活率", "≥95%", ""),
            ("持续", "物业服务合同续签考核合格率", "100%", ""),
            ("满意", "驻区单位职工满意度", "≥90%", "问卷调查"),
        ],
    },
    {
        "name": "公务用车平台运行",
        "fund": "公务用车专项",
        "amount": 18.00,
        "summary": 18.00,
        "long": "公务用车统一管理、统一调度，单车费用逐年下降。",
        "year": "保障19辆平台车辆的燃油、维修和保险，全年出车不少于1500次。",
        "rows": [
            ("数量", "平台车辆出车次数", "1500次以上", ""),
            ("质量", "车辆年检合格率", "100%", ""),
            ("时效", "派车申请当日答复率", "≥98%", ""),
            ("成本", "平台运行总费用", "20万元以内", ""),  # planted: above the 18
            ("经济", "单车费用下降率", "≥2%", ""),
            ("社会", "公务出行保障率", "≥95%", ""),
            ("生态", "新能源车辆占比", "≥30%", ""),
            ("持续", "车辆调度制度执行检查次数", "≥4次", ""),
            ("满意", "用车单位满意度", "≥90%", "问卷调查"),
        ],
    },
]
DEPARTMENT_ROWS = [
    ("数量", "零星维修完成单数", "≥260单", ""),
    ("质量", "物业季度考核得分", "≥92分", ""),
    ("时效", "年度工作完成时间", "2025年12月前", ""),
    ("成本", "项目支出总费用", "≤150万元", ""),
    ("经济", "单车费用下降率", "≥2%", ""),
    ("社会", "来访群众投诉件数", "≤3件", ""),
    ("生态", "绿化植物成活率", "≥95%", ""),
    ("持续", "电梯、消防设备年检通过率", "100%", ""),
    ("满意", "驻区单位职工满意度", "≥90%", "问卷调查"),
]
LEVELS = {
    "数量": ("产出指标", "产出数量"),
    "质量": ("产出指标", "产出质量"),
    "时效": ("产出指标", "产出时效"),
    "成本": ("产出指标", "产出成本"),
    "经济": ("效益指标", "经济效益"),
    "社会": ("效益指标", "社会效益"),
    "生态": ("效益指标", "生态效益"),
    "持续": ("效益指标", "可持续影响"),
    "满意": ("效益指标", "社会公众及服务对象满意度"),
}


class Sheet:
    """A sheet filled from top to bottom; `put` writes an area and merges it."""

    def __init__(self, book, name, widths):
        self.sheet = book.create_sheet(name)
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.page_setup.fitToHeight = 0
        self.columns = len(widths)

    def put(self, row, column, value="", rows=1, columns=1, bold=False, edge=True, align="center", size=11):
        area = self.sheet.iter_rows(row, row + rows - 1, column, column + columns - 1)
        for cell in (c for line in area for c in line):
            cell.border = EDGE if edge else Border()
        cell = self.sheet.cell(row, column, value if value != "" else None)
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
        cell.font = Font(name="宋体", size=size, bold=bold)
        if isinstance(value, float):
            cell.number_format = "0.00"
        if rows > 1 or columns > 1:
            self.sheet.merge_cells(start_row=row, start_column=column, end_row=row + rows - 1, end_column=column + columns - 1)

    def title(self, annex, text):
        self.put(1, 1, annex, columns=self.columns, edge=False, align="left")
        self.put(2, 1, text, columns=self.columns, edge=False, bold=True, size=16)
        self.sheet.row_dimensions[2].height = 30

    def height(self, row, points):
        self.sheet.row_dimensions[row].height = points


def indicator_rows(sheet, row, rows):
    """年度绩效指标: the label on the left, then the five columns."""
    sheet.put(row, 1, "年度绩效指标", rows=len(rows) + 1, bold=True)
    for column, name in enumerate(("一级指标", "二级指标", "三级指标", "指标值", "备注"), 2):
        sheet.put(row, column, name, bold=True)
    first = row + 1
    for level1 in ("产出指标", "效益指标"):
        members = [r for r in rows if LEVELS[r[0]][0] == level1]
        sheet.put(first, 2, level1, rows=len(members))
        for kind, name, target, note in members:
            for column, text in enumerate((LEVELS[kind][1], name, target, note), 3):
                sheet.put(first, column, text)
            sheet.height(first, 30)
            first += 1
    return first


def department(book):
    sheet = Sheet(book, "附件1", (14, 14, 24, 34, 20, 16))
    sheet.title("附件1", "2025年部门整体支出绩效目标表")
    sheet.put(3, 1, f"填报单位：（盖章）{OFFICE}", columns=6, edge=False, align="left")
    sheet.put(4, 1, "部门名称", bold=True)
    sheet.put(4, 2, OFFICE, columns=5)
    sheet.put(5, 1, "年度预算申请（万元）", rows=5, bold=True)
    sheet.put(5, 2, "资金总额：415.30", columns=5, align="left")
    sheet.put(6, 2, "按收入性质分", columns=3, bold=True)
    sheet.put(6, 5, "按支出性质分", columns=2, bold=True)
    income = [("其中：一般公共预算拨款", 415.30), ("政府性基金拨款", ""), ("其他资金", "")]
    expense = [("其中：基本支出", 265.30), ("项目支出", 150.00), ("", "")]
    for row, ((left, a), (right, b)) in enumerate(zip(income, expense), 7):
        sheet.put(row, 2, left, columns=2)
        sheet.put(row, 4, a)
        sheet.put(row, 5, right)
        sheet.put(row, 6, b)
    sheet.put(10, 1, "部门职责概述", bold=True)
    sheet.put(10, 2, DUTIES, columns=5, align="left")
    sheet.height(10, 60)
    sheet.put(11, 1, "年度重点工作计划", rows=len(TASKS) + 1, bold=True)
    sheet.put(11, 2, "事项", columns=2, bold=True)
    sheet.put(11, 4, "责任单位/科室", bold=True)
    sheet.put(11, 5, "工作目标", columns=2, bold=True)
    for row, (item, section, goal) in enumerate(TASKS, 12):
        sheet.put(row, 2, item, columns=2)
        sheet.put(row, 4, section)
        sheet.put(row, 5, goal, columns=2, align="left")
        sheet.height(row, 45)
    indicator_rows(sheet, 12 + len(TASKS), DEPARTMENT_ROWS)


def summary(book):
    sheet = Sheet(book, "附件2", (8, 26, 12, 40, 44))
    sheet.title("附件2", "2025年专项资金预算绩效目标汇总表")
    sheet.put(3, 1, f"项目主管部门：（盖章）{OFFICE}", columns=4, edge=False, align="left")
    sheet.put(3, 5, "金额单位：万元", edge=False, align="right")
    for column, name in enumerate(("序号", "支出方向（子项）", "金额", "实施期绩效目标", "年度绩效目标"), 1):
        sheet.put(4, column, name, bold=True)
    sheet.put(5, 1)
    sheet.put(5, 2, "合  计")
    sheet.put(5, 3, sum(d["summary"] for d in DIRECTIONS))
    sheet.put(5, 4)
    sheet.put(5, 5)
    for row, (ordinal, d) in enumerate(zip("一二三", DIRECTIONS), 6):
        for column, value in enumerate((ordinal, d["name"], d["summary"], d["long"], d["year"]), 1):
            sheet.put(row, column, value, align="left" if column > 3 else "center")
        sheet.height(row, 45)


def direction(book, annex, d):
    sheet = Sheet(book, annex, (14, 14, 24, 34, 20, 16))
    sheet.title(annex, "2025年专项资金支出方向绩效目标表")
    sheet.put(3, 1, f"项目主管部门：（盖章）{OFFICE}", columns=4, edge=False, align="left")
    sheet.put(3, 5, "金额单位：万元", columns=2, edge=False, align="right")
    pairs = [("支出方向（子项）", d["name"], "所属专项", d["fund"]), ("项目金额", d["amount"], "项目实施期", "2025年")]
    for row, (a, left, b, right) in enumerate(pairs, 4):
        sheet.put(row, 1, a, bold=True)
        sheet.put(row, 2, left, columns=2)
        sheet.put(row, 4, b, bold=True)
        sheet.put(row, 5, right, columns=2)
    for row, name, text in ((6, "实施期绩效目标", d["long"]), (7, "年度绩效目标", d["year"])):
        sheet.put(row, 1, name, bold=True)
        sheet.put(row, 2, text, columns=5, align="left")
        sheet.height(row, 36)
    indicator_rows(sheet, 8, d["rows"])


def build():
    book = Workbook()
    book.remove(book.active)
    department(book)
    summary(book)
    for number, d in enumerate(DIRECTIONS, 3):
        direction(book, f"附件{number}", d)
    book.properties.creator = OFFICE
    book.properties.created = book.properties.modified = datetime.datetime(2025, 1, 6)
    return book


if __name__ == "__main__":
    build().save(sys.argv[1] if len(sys.argv) > 1 else "examples/qinghe-hunan.xlsx")
