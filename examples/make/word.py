"""A Word file from paragraphs and grids, with true merges; the same input gives the same bytes."""

import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
UNDATED = (1980, 1, 1, 0, 0, 0)


def run(text, size=None, bold=False, font=None):
    """Text in one look; line breaks become <w:br/>. Sizes in half points."""
    look = ""
    if font:
        look += f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
    if bold:
        look += "<w:b/>"
    if size:
        look += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    parts = f"</w:t><w:br/>".join(
        ('<w:t xml:space="preserve">' if i else "") + escape(line)
        for i, line in enumerate(text.split("\n"))
    )
    return f'<w:r>{look}<w:t xml:space="preserve">{parts}</w:t></w:r>'


def paragraph(text="", style=None, align=None, size=None, bold=False, font=None, indent=False, before=0, raw=""):
    """A paragraph; `raw` stands before its text (bookmarks, fields)."""
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    if before:
        about += f'<w:spacing w:before="{before}"/>'
    if indent:
        about += '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    if align:
        about += f'<w:jc w:val="{align}"/>'
    body = raw + (run(text, size, bold, font) if text else "")
    return f"<w:p><w:pPr>{about}</w:pPr>{body}</w:p>"


def heading(text, level, mark, new_page=False):
    """A heading with the bookmark that the table of contents points to."""
    start = f'<w:bookmarkStart w:id="{mark}" w:name="_Toc{260000000 + mark}"/>'
    end = f'<w:bookmarkEnd w:id="{mark}"/>'
    style = f'<w:pStyle w:val="Heading{level}"/>' + ("<w:pageBreakBefore/>" if new_page else "")
    return f"<w:p><w:pPr>{style}</w:pPr>{start}{run(text)}{end}</w:p>"


def page_break():
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def contents(entries):
    """A table of contents as Word keeps it: one field around finished lines of (text, level, page)."""
    lines = []
    for i, (text, level, page) in enumerate(entries):
        begin = end = ""
        if i == 0:
            begin = field_mark("begin") + instruction(' TOC \\o "1-3" \\h \\z \\u ') + field_mark("separate")
        if i == len(entries) - 1:
            end = field_mark("end")
        line = run(text) + "<w:r><w:tab/></w:r>" + run(str(page))
        lines.append(f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{begin}{line}{end}</w:p>')
    return "".join(lines)


def field_mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text):
    return f'<w:r><w:instrText xml:space="preserve">{escape(text)}</w:instrText></w:r>'


class Cell:
    """A cell: text, columns covered, and its part in a vertical merge (None, "restart", "continue")."""

    def __init__(self, text="", span=1, merge=None, bold=False, align="center"):
        self.text, self.span, self.merge, self.bold, self.align = text, span, merge, bold, align


def table(rows, widths, header=None):
    """A grid with borders; `widths` in twentieths of a point, `header` = number of the row that repeats."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for s in sides)
    about = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
    about += f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    body = "".join(_row(row, widths, number == header) for number, row in enumerate(rows))
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(cells, widths, repeats):
    about = "<w:cantSplit/>" + ("<w:tblHeader/>" if repeats else "")
    out, column = "", 0
    for cell in cells:
        width = sum(widths[column : column + cell.span])
        column += cell.span
        props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.span > 1:
            props += f'<w:gridSpan w:val="{cell.span}"/>'
        if cell.merge == "restart":
            props += '<w:vMerge w:val="restart"/>'
        elif cell.merge:
            props += "<w:vMerge/>"
        props += '<w:vAlign w:val="center"/>'
        paragraphs = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="Cell"/><w:jc w:val="{cell.align}"/></w:pPr>'
            + (run(line, bold=cell.bold) if line else "")
            + "</w:p>"
            for line in cell.text.split("\n")
        )
        out += f"<w:tc><w:tcPr>{props}</w:tcPr>{paragraphs}</w:tc>"
    return f"<w:tr><w:trPr>{about}</w:trPr>{out}</w:tr>"


def _style(ident, name, kind="paragraph", based="Normal", paragraph_look="", look="", default=False):
    mark = ' w:default="1"' if default else ""
    base = "" if default else f'<w:basedOn w:val="{based}"/>'
    return (
        f'<w:style w:type="{kind}"{mark} w:styleId="{ident}"><w:name w:val="{name}"/>{base}<w:qFormat/>'
        f"<w:pPr>{paragraph_look}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def _font(name, size, bold=False):
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{name}"/>'
        + ("<w:b/>" if bold else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _styles():
    def level(n):
        return f'<w:keepNext/><w:outlineLvl w:val="{n - 1}"/>'

    dots = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8820"/></w:tabs>'
    around = '<w:spacing w:before="240" w:after="120"/>'
    return (
        HEAD
        + f'<w:styles xmlns:w="{W}">'
        + _style("Normal", "Normal", look=_font("仿宋_GB2312", 32), default=True, paragraph_look='<w:spacing w:line="560" w:lineRule="exact"/>')
        + _style("Heading1", "heading 1", paragraph_look=level(1) + around + '<w:jc w:val="center"/>', look=_font("黑体", 36, True))
        + _style("Heading2", "heading 2", paragraph_look=level(2) + '<w:ind w:firstLine="640"/>', look=_font("黑体", 32))
        + _style("Heading3", "heading 3", paragraph_look=level(3) + around + '<w:jc w:val="center"/>', look=_font("黑体", 28, True))
        + _style("Cell", "Cell", paragraph_look='<w:spacing w:line="300" w:lineRule="exact"/>', look=_font("宋体", 21))
        + _style("TOC1", "toc 1", paragraph_look=dots, look=_font("黑体", 28))
        + _style("TOC2", "toc 2", paragraph_look=dots + '<w:ind w:left="420"/>', look=_font("仿宋_GB2312", 28))
        + _style("TOC3", "toc 3", paragraph_look=dots + '<w:ind w:left="420"/>', look=_font("仿宋_GB2312", 28))
        + "</w:styles>"
    )


def save(path, blocks, title, author):
    """Writes the file: no dates inside, entries in a fixed order."""
    footer = field_mark("begin") + instruction(" PAGE ") + field_mark("separate") + run("1", 21) + field_mark("end")
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1304" w:bottom="1304" w:left="1304" w:header="851" w:footer="850" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    kinds = [("document", "main"), ("styles", "styles"), ("footer", "footer")]
    overrides = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{OFFICE}.{kind.replace("main", "document.main")}+xml"/>' for part, kind in kinds)
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator></cp:coreProperties>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{R}/footer" Target="footer.xml"/></Relationships>',
        "word/styles.xml": _styles(),
        "word/footer.xml": f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{footer}</w:p></w:ftr>',
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(blocks)}{page}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, UNDATED)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
