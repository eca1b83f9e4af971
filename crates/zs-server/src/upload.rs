//! Files on their way in: read piece by piece up to a limit, as a form or as the bare body.
use crate::download::clean_name;
use crate::problem::{Answer, Problem, ProblemKind};
use axum::body::Body;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use futures_util::StreamExt;

/// The kinds of files that may be attached: ending and media type. Nothing that a browser would run.
const KINDS: &[(&str, &str)] = &[
    ("pdf", "application/pdf"),
    ("ofd", "application/ofd"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("wps", "application/vnd.ms-works"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xlsb", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    ("et", "application/vnd.ms-excel"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("rtf", "application/rtf"),
    ("txt", "text/plain"),
    ("md", "text/markdown"),
    ("csv", "text/csv"),
    ("json", "application/json"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("zip", "application/zip"),
];

/// A file that came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Upload {
    /// Its name, cleaned.
    pub name: String,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// The files of a request and the other fields of its form.
#[derive(Debug, Default)]
pub(crate) struct Uploads {
    pub files: Vec<Upload>,
    /// Names and values of plain fields.
    pub fields: Vec<(String, String)>,
}

/// How much may come.
#[derive(Clone, Copy)]
pub(crate) struct Most {
    pub files: usize,
    /// Bytes of all files together.
    pub bytes: usize,
}

/// The media type of an attachment by its name.
///
/// # Errors
/// `WrongType` for a kind of file that is not kept.
pub(crate) fn media_type(name: &str) -> Answer<&'static str> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let known = KINDS.iter().find(|(known, _)| ending.as_deref() == Some(*known));
    known.map(|(_, media_type)| *media_type).ok_or_else(|| {
        let all: Vec<&str> = KINDS.iter().map(|(ending, _)| *ending).collect();
        let zh = format!("不收这类文件：{name}。可以上传：{}。", all.join("、"));
        let en = format!("this kind of file is not kept: {name}; kept are: {}", all.join(", "));
        Problem::new(ProblemKind::WrongType).because(zh, en)
    })
}

/// Takes the files of a request: of a form, or the whole body under the name that the address gives.
///
/// # Errors
/// `TooLarge`, `BadRequest` where there is no file or no name.
pub(crate) async fn receive(request: Request, name: Option<&str>, most: Most) -> Answer<Uploads> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let form =
        kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data"));
    let uploads = match form {
        true => form_of(request, most).await?,
        false => Uploads {
            files: vec![bare(request.into_body(), name, most).await?],
            fields: Vec::new(),
        },
    };
    if uploads.files.is_empty() {
        return Err(bad("没有收到文件。", "there is no file in the form"));
    }
    Ok(uploads)
}

async fn bare(body: Body, name: Option<&str>, most: Most) -> Answer<Upload> {
    let name = clean_name(name.unwrap_or_default());
    if name.is_empty() {
        return Err(bad(
            "请在 name 参数中给出文件名。",
            "say the file's name in the parameter `name`",
        ));
    }
    let mut pieces = body.into_data_stream();
    let mut body = Vec::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| bad("上传中断。", "the upload broke off"))?;
        add(&mut body, &piece, most.bytes)?;
    }
    Ok(Upload { name, body })
}

async fn form_of(request: Request, most: Most) -> Answer<Uploads> {
    let broken = |error: axum::extract::multipart::MultipartRejection| {
        bad(format!("表单有误：{}", error.body_text()), error.body_text())
    };
    let mut form = Multipart::from_request(request, &()).await.map_err(broken)?;
    let mut uploads = Uploads::default();
    let mut left = most.bytes;
    while let Some(field) = form.next_field().await.map_err(told)? {
        let field_name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(clean_name) {
            Some(name) => {
                if uploads.files.len() == most.files {
                    let zh = format!("一次最多 {} 个文件。", most.files);
                    return Err(large(zh, format!("at most {} files at once", most.files)));
                }
                let body = pieces(field, left).await?;
                left -= body.len();
                let name = if name.is_empty() { "未命名".to_owned() } else { name };
                uploads.files.push(Upload { name, body });
            }
            None if uploads.fields.len() < 16 => {
                let value = pieces(field, 4096).await?;
                uploads.fields.push((field_name, String::from_utf8_lossy(&value).into_owned()));
            }
            None => return Err(bad("表单的字段过多。", "too many fields in the form")),
        }
    }
    Ok(uploads)
}

async fn pieces(mut field: Field<'_>, most: usize) -> Answer<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(told)? {
        add(&mut body, &piece, most)?;
    }
    Ok(body)
}

fn add(body: &mut Vec<u8>, piece: &[u8], most: usize) -> Answer<()> {
    if body.len() + piece.len() > most {
        return Err(large("上传的文件过大。", "the upload is too large"));
    }
    body.extend_from_slice(piece);
    Ok(())
}

fn told(error: MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => large("上传的文件过大。", "the upload is too large"),
        _ => bad(format!("表单有误：{}", error.body_text()), error.body_text()),
    }
}

fn bad(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::BadRequest).because(zh, en)
}

fn large(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::TooLarge).because(zh, en)
}
