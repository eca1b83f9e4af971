//! The kind of a file: by its content first, by its name second; wrong endings are common.
mod container;
mod plain;

#[cfg(test)]
mod tests;

use super::encoding;
use crate::{ReadError, ReadErrorKind};

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML, also as Word, WPS and Excel save it.
    Html,
    /// Word document (OOXML).
    Docx,
    /// Word 97–2003 document, also .wps.
    Doc,
    /// Excel workbook (OOXML).
    Xlsx,
    /// Excel binary workbook.
    Xlsb,
    /// Excel 97–2003 workbook, also .et.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// OpenDocument text.
    Odt,
    /// Delimited text.
    Csv,
    /// `zhunsheng.document/1`.
    Json,
    /// PDF.
    Pdf,
    /// Rich Text Format.
    Rtf,
    /// OFD (GB/T 33190).
    Ofd,
    /// PowerPoint presentation.
    Slides,
    /// Word or Excel 2003 XML.
    OfficeXml,
    /// Web archive (MHTML).
    Mhtml,
}

impl Kind {
    /// All kinds.
    pub const ALL: &[Self] = &[
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Doc,
        Self::Xlsx,
        Self::Xlsb,
        Self::Xls,
        Self::Ods,
        Self::Odt,
        Self::Csv,
        Self::Json,
        Self::Pdf,
        Self::Rtf,
        Self::Ofd,
        Self::Slides,
        Self::OfficeXml,
        Self::Mhtml,
    ];

    /// Tells the kind of a file by its content, then by its name.
    ///
    /// # Errors
    /// `Empty`; `Encrypted` for an Office file with a password; `UnknownKind` for a picture, an archive
    /// of other files, a program and the like.
    pub fn detect(bytes: &[u8], name: Option<&str>) -> Result<Self, ReadError> {
        let named = name.and_then(Self::by_name);
        if let Some(kind) = container::detect(bytes)? {
            return Ok(kind);
        }
        let sample = encoding::sample(bytes)?;
        Ok(plain::detect(&sample, named))
    }

    /// The kind that a name's ending stands for.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::parse(ending)
    }

    /// The kind that a word (`--from`) or an ending stands for; case does not matter.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        Some(match word.as_str() {
            "text" | "txt" => Self::Text,
            "markdown" | "md" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "docx" | "docm" | "dotx" => Self::Docx,
            "doc" | "dot" | "wps" => Self::Doc,
            "xlsx" | "xlsm" | "xltx" => Self::Xlsx,
            "xlsb" => Self::Xlsb,
            "xls" | "et" => Self::Xls,
            "ods" => Self::Ods,
            "odt" => Self::Odt,
            "csv" | "tsv" => Self::Csv,
            "json" => Self::Json,
            "pdf" => Self::Pdf,
            "rtf" => Self::Rtf,
            "ofd" => Self::Ofd,
            "pptx" | "ppt" | "dps" => Self::Slides,
            "office-xml" => Self::OfficeXml,
            "mhtml" | "mht" => Self::Mhtml,
            _ => return None,
        })
    }

    /// The stable word for the kind, as `--from` takes it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Odt => "odt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Pdf => "pdf",
            Self::Rtf => "rtf",
            Self::Ofd => "ofd",
            Self::Slides => "pptx",
            Self::OfficeXml => "office-xml",
            Self::Mhtml => "mhtml",
        }
    }

    /// What a person calls the kind, in Chinese and in English.
    #[must_use]
    pub const fn title(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("纯文本", "plain text"),
            Self::Markdown => ("Markdown", "Markdown"),
            Self::Html => ("网页（HTML）", "web page (HTML)"),
            Self::Docx => ("Word 文档（.docx）", "Word document (.docx)"),
            Self::Doc => ("Word 97–2003 文档（.doc、.wps）", "Word 97–2003 document (.doc, .wps)"),
            Self::Xlsx => ("Excel 工作簿（.xlsx）", "Excel workbook (.xlsx)"),
            Self::Xlsb => ("Excel 二进制工作簿（.xlsb）", "Excel binary workbook (.xlsb)"),
            Self::Xls => {
                ("Excel 97–2003 工作簿（.xls、.et）", "Excel 97–2003 workbook (.xls, .et)")
            }
            Self::Ods => ("OpenDocument 表格（.ods）", "OpenDocument spreadsheet (.ods)"),
            Self::Odt => ("OpenDocument 文档（.odt）", "OpenDocument text (.odt)"),
            Self::Csv => ("分隔符文本（.csv）", "delimited text (.csv)"),
            Self::Json => ("准绳文档（.json）", "zhunsheng document (.json)"),
            Self::Pdf => ("PDF 文件", "PDF file"),
            Self::Rtf => ("RTF 文档", "RTF document"),
            Self::Ofd => ("OFD 版式文件", "OFD file"),
            Self::Slides => ("演示文稿（.pptx、.ppt）", "presentation (.pptx, .ppt)"),
            Self::OfficeXml => ("Office 2003 XML 文件", "Office 2003 XML file"),
            Self::Mhtml => ("单文件网页（.mht）", "web archive (.mht)"),
        }
    }
}

fn unknown(zh: &str, en: &str) -> ReadError {
    ReadError::new(
        ReadErrorKind::UnknownKind,
        format!("{zh}，无法读取；请提供 docx、doc、xlsx、网页或文本文件"),
        format!("{en}, which is not read: give a docx, doc, xlsx, HTML or text file"),
    )
}
