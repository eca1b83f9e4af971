//! Characters as people type them, in place of what fonts call them: glyph names, radicals, ligatures.
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Glyph names of ASCII from space to tilde.
const ASCII: &str = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright \
    asterisk plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon \
    less equal greater question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash \
    bracketright asciicircum underscore grave a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar \
    braceright asciitilde";

/// Other names that occur in tables and figures.
const OTHERS: [(&str, char); 40] = [
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("bullet", '•'),
    ("periodcentered", '·'),
    ("middot", '·'),
    ("degree", '°'),
    ("plusminus", '±'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("lessequal", '≤'),
    ("greaterequal", '≥'),
    ("notequal", '≠'),
    ("approxequal", '≈'),
    ("infinity", '∞'),
    ("minus", '−'),
    ("perthousand", '‰'),
    ("section", '§'),
    ("paragraph", '¶'),
    ("yen", '¥'),
    ("Euro", '€'),
    ("sterling", '£'),
    ("cent", '¢'),
    ("copyright", '©'),
    ("registered", '®'),
    ("trademark", '™'),
    ("onehalf", '½'),
    ("onequarter", '¼'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("nbspace", ' '),
    ("sfthyphen", '-'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("mu", 'µ'),
    ("fraction", '/'),
];

static NAMES: LazyLock<BTreeMap<&str, char>> =
    LazyLock::new(|| ASCII.split_ascii_whitespace().zip(' '..='~').chain(OTHERS).collect());

/// The character of a glyph's name: `comma`, `uni4E00`, `u20000`.
pub fn of_name(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?.split('.').next()?;
    if let Some(known) = NAMES.get(name) {
        return Some(*known);
    }
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let digits = digits.get(..if name.starts_with("uni") { 4 } else { digits.len() })?;
    (4..=6)
        .contains(&digits.len())
        .then(|| u32::from_str_radix(digits, 16).ok())?
        .and_then(char::from_u32)
}

/// The radicals ⼀ to ⿕ of Unicode as the ordinary characters that look the same. Fonts that use one glyph
/// for both often name the radical.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
    干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里\
    金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals beyond that row which are characters of their own.
const SHORT_RADICALS: [(char, char); 32] = [
    ('⺁', '厂'),
    ('⺋', '巳'),
    ('⺒', '巳'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺬', '示'),
    ('⺼', '肉'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻰', '龙'),
];

static RADICAL_ROW: LazyLock<Vec<char>> = LazyLock::new(|| RADICALS.chars().collect());

/// The character as a person would type it; ligatures come apart.
pub fn typed(c: char, out: &mut Vec<char>) {
    match c {
        '\u{2f00}'..='\u{2fd5}' => {
            let at = usize::try_from(c as u32 - 0x2f00).unwrap_or(0);
            out.push(RADICAL_ROW.get(at).copied().unwrap_or(c));
        }
        '\u{2e80}'..='\u{2eff}' => {
            let known = SHORT_RADICALS.iter().find(|(radical, _)| *radical == c);
            out.push(known.map_or(c, |(_, typed)| *typed));
        }
        'ﬀ' => out.extend("ff".chars()),
        'ﬁ' => out.extend("fi".chars()),
        'ﬂ' => out.extend("fl".chars()),
        'ﬃ' => out.extend("ffi".chars()),
        'ﬄ' => out.extend("ffl".chars()),
        '\u{a0}' => out.push(' '),
        // Soft hyphens, marks of direction and control characters show nothing.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\0'..='\u{1f}' => {}
        _ => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_and_ligatures_are_typed_as_usual() {
        let typed_of = |text: &str| {
            let mut out = Vec::new();
            text.chars().for_each(|c| typed(c, &mut out));
            out.into_iter().collect::<String>()
        };
        assert_eq!(RADICAL_ROW.len(), 214);
        assert_eq!(typed_of("⽐⼯⽅⻚⻋ﬁ￥"), "比工方页车fi￥");
    }

    #[test]
    fn glyphs_are_known_by_name() {
        assert_eq!(of_name(b"A"), Some('A'));
        assert_eq!(of_name(b"five.oldstyle"), Some('5'));
        assert_eq!(of_name(b"uni7EE9"), Some('绩'));
        assert_eq!(of_name(b"g4DB6"), None);
    }
}
