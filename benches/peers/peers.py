"""peers.py TOOL FILE SECONDS: the same jobs in Python; prints `mean rounds count` as zs-bench does."""

import io
import resource
import sys
import time
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def nothing(data):
    return len(data)


def python_docx(data):
    """Every cell's text once, by table.rows and row.cells as its manual shows."""
    import docx

    characters = 0
    for table in docx.Document(io.BytesIO(data)).tables:
        for row in table.rows:
            before = None
            for cell in row.cells:
                if cell._tc is not before:
                    characters += len(cell.text)
                before = cell._tc
    return characters


def lxml_docx(data):
    """What a careful programmer writes by hand: w:tbl, w:tr, w:tc, w:t, joined per cell."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    rows = []
    for table in root.iter(W + "tbl"):
        for row in table.iter(W + "tr"):
            rows.append(["".join(t.text or "" for t in cell.iter(W + "t")) for cell in row.iter(W + "tc")])
    return sum(len(text) for row in rows for text in row)


def openpyxl_xlsx(data):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return sum(len(str(v)) for sheet in book for row in sheet.iter_rows(values_only=True) for v in row if v is not None)


def pdfplumber_tables(data):
    """Every table of every page, as its manual shows."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return sum(len(table) for table in tables)


TOOLS = {"nothing": nothing, "python-docx": python_docx, "lxml-docx": lxml_docx, "openpyxl-xlsx": openpyxl_xlsx,
         "pdfplumber": pdfplumber_tables}


def main():
    name, path, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    with open(path, "rb") as file:
        data = file.read()
    if name.startswith("memory-"):
        TOOLS[name.removeprefix("memory-")](data)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return
    job = TOOLS[name]
    count = job(data)
    rounds, begin, start = 0, time.perf_counter(), time.process_time()
    while not rounds or time.perf_counter() - begin < seconds:
        job(data)
        rounds += 1
    print((time.process_time() - start) / rounds, rounds, count)


main()
