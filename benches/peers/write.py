"""write.py TOOL FILE SECONDS: writes the same goal tables in Python; prints `mean rounds size` as zs-bench does.

FILE is one of make.py's Word files: its name says how many projects, and the same dice give the same texts.
"""

import io
import pathlib
import random
import re
import sys
import tempfile
import time

from make import goal_rows, project

TITLE = "青禾县机关事务服务中心2026年部门预算绩效文本"
UNIT, MONEY = "430001青禾县机关事务服务中心本级", "单位：万元"


def cells_of(p):
    """Every cell of a table once: row, column, last row, last column, text."""
    rows = goal_rows(p)
    found, open_merges = [], {}
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.merge == "continue":
                open_merges[column][2] = r
            else:
                found.append([r, column, r, column + cell.span - 1, cell.text])
                open_merges[column] = found[-1]
            column += cell.span
    return len(rows), found


def python_docx(data):
    """A new document, one table per project, every cell's text and every merge; the cells are read once."""
    import docx

    def job():
        document = docx.Document()
        document.add_heading(TITLE, 0)
        for number, (p, count, cells) in enumerate(data, 1):
            document.add_heading(f"{number}.{p['name']}绩效目标表", 2)
            document.add_paragraph(f"{UNIT}\t{MONEY}")
            table = document.add_table(rows=count, cols=7, style="Table Grid")
            grid = table._cells
            for row, column, last_row, last_column, text in cells:
                cell = grid[row * 7 + column]
                if (row, column) != (last_row, last_column):
                    cell = cell.merge(grid[last_row * 7 + last_column])
                cell.text = text
        out = io.BytesIO()
        document.save(out)
        return len(out.getvalue())

    return job


def docxtpl(data):
    """A template of one table in a loop, rendered; its indicator rows stay unmerged, which favours it."""
    import docx
    from docxtpl import DocxTemplate

    path = pathlib.Path(tempfile.gettempdir()) / "zs-bench-template.docx"
    template = docx.Document()
    template.add_heading(TITLE, 0)
    template.add_paragraph("{%p for p in projects %}")
    template.add_heading("{{ p.title }}", 2)
    template.add_paragraph(f"{UNIT}\t{MONEY}")
    _, head = cells_of({**data[0][0], "rows": []})
    values = sorted({(row, column): text for row, column, _, _, text in head}.items())
    table = template.add_table(rows=7, cols=7, style="Table Grid")
    grid = table._cells
    for row, column, last_row, last_column, _ in head:
        cell = grid[row * 7 + column]
        if (row, column) != (last_row, last_column):
            cell = cell.merge(grid[last_row * 7 + last_column])
        cell.text = "{{ p.head[%d] }}" % [place for place, _ in values].index((row, column))
    table.add_row().cells[0].text = "{%tr for r in p.rows %}"
    for at, cell in enumerate(table.add_row().cells):
        cell.text = "{{ r[%d] }}" % at
    table.add_row().cells[0].text = "{%tr endfor %}"
    template.add_paragraph("{%p endfor %}")
    template.save(path)

    def context(number, p):
        _, head = cells_of({**p, "rows": []})
        texts = [text for _, text in sorted({(r, c): text for r, c, _, _, text in head}.items())]
        rows = [(a, b, c, d, "", e, f) for a, b, c, d, e, f in p["rows"]]
        return {"title": f"{number}.{p['name']}绩效目标表", "head": texts, "rows": rows}

    projects = [context(number, p) for number, (p, _, _) in enumerate(data, 1)]

    def job():
        document = DocxTemplate(path)
        document.render({"projects": projects}, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return len(out.getvalue())

    return job


def xlsxwriter(data):
    """One sheet per project: title, captions, texts, merges, widths, print set-up."""
    import xlsxwriter

    def job():
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        look = book.add_format({"border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
        for number, (p, count, cells) in enumerate(data, 1):
            sheet = book.add_worksheet(f"项目{number}")
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(8)
            sheet.set_footer("&C— &P —")
            sheet.set_column(0, 6, 13)
            sheet.merge_range(0, 0, 0, 6, f"{number}.{p['name']}绩效目标表")
            sheet.write_string(1, 0, UNIT)
            sheet.write_string(1, 6, MONEY)
            for row in range(count):
                sheet.set_row(row + 2, 30)
            for row, column, last_row, last_column, text in cells:
                if (row, column) != (last_row, last_column):
                    sheet.merge_range(row + 2, column, last_row + 2, last_column, text, look)
                else:
                    sheet.write_string(row + 2, column, text, look)
        book.close()
        return len(out.getvalue())

    return job


TOOLS = {"python-docx": python_docx, "docxtpl": docxtpl, "xlsxwriter": xlsxwriter}


def main():
    name, path, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    count = int(re.search(r"(\d+)\.docx$", path).group(1))
    dice = random.Random(count)
    projects = [project(n, dice) for n in range(1, count + 1)]
    job = TOOLS[name]([(p, *cells_of(p)) for p in projects])
    size = job()
    rounds, begin, start = 0, time.perf_counter(), time.process_time()
    while not rounds or time.perf_counter() - begin < seconds:
        job()
        rounds += 1
    print((time.process_time() - start) / rounds, rounds, size)


main()
