"""Cuts the fonts of the PDF export out of Noto CJK; README.md says how to run it."""

import bz2
import sys
from pathlib import Path

from fontTools import subset

NOTO = Path("/usr/share/fonts/opentype/noto")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
SIMPLIFIED = 2  # the font of the collection that is drawn for mainland China

# Signs beside the characters of GBK, as far as the fonts hold them.
SIGNS = [
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x370, 0x3FF), (0x400, 0x45F), (0x2010, 0x2027),
    (0x2030, 0x205E), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F), (0x2190, 0x22FF),
    (0x2460, 0x27BF), (0x3000, 0x30FF), (0x3200, 0x33FF), (0xFF01, 0xFF9F), (0xFFE0, 0xFFE6),
]


def is_in(character, encoding):
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return not 0xE000 <= ord(character) < 0xF900


def national_table():
    """通用规范汉字表: the 8,105 characters with a number in it."""
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        found = [line.split("\t") for line in lines if "\tkTGH\t" in line]
    found = {int(code.removeprefix("U+"), 16) for code, _, _ in found}
    assert len(found) == 8105, len(found)
    return found


def cut(source, target, characters):
    options = subset.Options(
        font_number=SIMPLIFIED, hinting=False, layout_features=[], name_IDs=["*"], notdef_outline=True
    )
    options.drop_tables += ["vhea", "vmtx", "VORG", "GPOS", "GSUB", "BASE", "DSIG"]
    font = subset.load_font(NOTO / source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    subset.save_font(font, target, options)


def main(folder):
    signs = {code for first, last in SIGNS for code in range(first, last + 1)}
    plane = [chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000]
    gbk, gb2312 = ({ord(c) for c in plane if is_in(c, name)} for name in ("gbk", "gb2312"))
    table = national_table()
    cut("NotoSerifCJK-Regular.ttc", folder / "NotoSerifCJKsc-Regular.otf", signs | gbk | table)
    cut("NotoSansCJK-Regular.ttc", folder / "NotoSansCJKsc-Regular.otf", signs | gb2312 | table)


main(Path(sys.argv[1]))
