//! Reads what a page draws: operators one by one, forms within forms, until the marks are known.
use super::file::File;
use super::font::Font;
use super::lex::{Lexer, Token};
use super::object::{self, Dict, Object, Stream};
use super::pages::Page;
use super::path;
use super::state::{Space, State, paint};
use super::text::Writer;
use crate::ReadError;
use crate::formats::page::budget::Budget;
use crate::formats::page::marks::Marks;
use crate::formats::page::matrix::{Matrix, Real};
use crate::formats::page::path::Path;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Forms within forms.
const FORMS: usize = 12;
/// Saved states.
const SAVED: usize = 512;
/// Operands of one operator.
const OPERANDS: usize = 512;
/// Fonts that are kept from page to page.
const FONTS: usize = 4_000;

/// What running a form costs at least, and each name of its resources, counted as bytes.
const FORM: usize = 2_048;
const ENTRY: usize = 32;

/// Fonts by the number of their object.
pub(super) type Fonts = BTreeMap<u32, Option<Rc<Font>>>;

/// Everything that drawing one page needs.
pub(super) struct Drawing<'d, 'a> {
    pub file: &'d File<'a>,
    pub fonts: &'d mut Fonts,
    pub marks: Marks,
    pub state: State,
    saved: Vec<State>,
    pub path: Path,
    pub writer: Writer,
    forms: usize,
}

/// What a page's names stand for.
#[derive(Default)]
struct Names {
    fonts: Dict,
    /// Fonts that are no objects of their own, by name: they are read once, however often they are chosen.
    inline: RefCell<BTreeMap<Vec<u8>, Option<Rc<Font>>>>,
    objects: Dict,
    states: Dict,
    spaces: Dict,
    properties: Dict,
}

/// Draws a page.
pub(super) fn draw(file: &File<'_>, fonts: &mut Fonts, page: &Page) -> Result<Marks, ReadError> {
    let marks = Marks { width: page.width, height: page.height, ..Marks::default() };
    let mut drawing = Drawing {
        file,
        fonts,
        marks,
        state: State::new(page.base),
        saved: Vec::new(),
        path: Path::default(),
        writer: Writer::default(),
        forms: 0,
    };
    let bytes = contents(file, &page.dict)?;
    let names = Names::read(file, page.resources.dict())?;
    drawing.run(&bytes, &names)?;
    Ok(drawing.marks)
}

/// The streams of a page, one behind another.
fn contents(file: &File<'_>, page: &Dict) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let parts = match file.value(page, "Contents")? {
        Object::Array(parts) => parts,
        one => vec![one],
    };
    for part in parts {
        let Object::Stream(stream) = file.resolve(&part)? else { continue };
        bytes.extend(file.unpack(&stream)?.unwrap_or_default());
        bytes.push(b'\n');
    }
    Ok(bytes)
}

impl Names {
    fn read(file: &File<'_>, resources: Option<&Dict>) -> Result<Self, ReadError> {
        let Some(resources) = resources else { return Ok(Self::default()) };
        let dict = |key| -> Result<Dict, ReadError> {
            let found = file.value(resources, key)?.dict().cloned().unwrap_or_default();
            file.budget.work(found.len() * ENTRY)?;
            Ok(found)
        };
        Ok(Self {
            fonts: dict("Font")?,
            inline: RefCell::default(),
            objects: dict("XObject")?,
            states: dict("ExtGState")?,
            spaces: dict("ColorSpace")?,
            properties: dict("Properties")?,
        })
    }
}

impl Drawing<'_, '_> {
    fn budget(&self) -> &Budget {
        self.file.budget
    }

    fn run(&mut self, bytes: &[u8], names: &Names) -> Result<(), ReadError> {
        let mut lexer = Lexer::new(bytes, 0);
        let mut operands: Vec<Object> = Vec::new();
        let (mut at, depth) = (0, self.saved.len());
        while let Some(token) = lexer.token() {
            match token {
                Token::Word(b"BI") => {
                    skip_inline_picture(&mut lexer);
                    operands.clear();
                }
                Token::Word(word) if !matches!(word, b"true" | b"false" | b"null") => {
                    self.operator(word, &operands, names, depth)?;
                    operands.clear();
                }
                token => {
                    if operands.len() >= OPERANDS {
                        operands.remove(0);
                    }
                    operands.extend(object::read_after(&mut lexer, token));
                }
            }
            if lexer.at - at > 1 << 12 {
                self.budget().work(lexer.at - at)?;
                at = lexer.at;
            }
        }
        self.budget().work(lexer.at - at)?;
        if let Some(state) = self.saved.drain(depth.min(self.saved.len())..).next() {
            self.state = state;
        }
        Ok(())
    }

    fn operator(
        &mut self,
        word: &[u8],
        operands: &[Object],
        names: &Names,
        depth: usize,
    ) -> Result<(), ReadError> {
        let numbers: Vec<Real> = operands.iter().filter_map(Object::number).collect();
        let name = || operands.iter().rev().find_map(Object::name);
        match (word, numbers.as_slice()) {
            (b"q", _) if self.saved.len() < SAVED => self.saved.push(self.state.clone()),
            (b"Q", _) if self.saved.len() > depth => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            (b"cm", &[a, b, c, d, e, f]) => {
                self.state.matrix = Matrix([a, b, c, d, e, f]).then(self.state.matrix);
            }
            (b"w", &[width]) => self.state.pen = width,
            (b"gs", _) => self.graphics_state(name().unwrap_or_default(), names)?,
            (b"Do", _) => self.object(name().unwrap_or_default(), names)?,
            (b"Tf", &[size]) => {
                self.state.text.size = size;
                self.state.text.font = self.font(name().unwrap_or_default(), names)?;
            }
            (b"BDC", _) => self.begin_marked(operands, names)?,
            (b"BMC", _) => self.writer.begin(None, false),
            (b"EMC", _) => {
                let state = &self.state;
                self.writer.end(state, &mut self.marks);
            }
            _ => {
                if !self.colour(word, &numbers, name(), names)?
                    && !path::operator(&mut self.path, word, &numbers, &self.state, &mut self.marks)
                {
                    self.writer.operator(
                        word,
                        operands,
                        &numbers,
                        &mut self.state,
                        &mut self.marks,
                    );
                }
                if self.marks.count() >= self.writer.paid {
                    self.budget().mark(1 << 12)?;
                    self.writer.paid += 1 << 12;
                }
            }
        }
        Ok(())
    }

    /// `true` if the operator sets a colour.
    fn colour(
        &mut self,
        word: &[u8],
        numbers: &[Real],
        name: Option<&[u8]>,
        names: &Names,
    ) -> Result<bool, ReadError> {
        let state = &mut self.state;
        match word {
            b"g" | b"rg" | b"k" => {
                state.fill_space = Space::Process;
                state.fill = paint(Space::Process, numbers);
            }
            b"G" | b"RG" | b"K" => {
                state.stroke_space = Space::Process;
                state.stroke = paint(Space::Process, numbers);
            }
            b"sc" | b"scn" => state.fill = paint(state.fill_space, numbers),
            b"SC" | b"SCN" => state.stroke = paint(state.stroke_space, numbers),
            b"cs" | b"CS" => {
                let space = space(self.file, name.unwrap_or_default(), names)?;
                let black = paint(Space::Other, &[]);
                if word == b"cs" {
                    (self.state.fill_space, self.state.fill) = (space, black);
                } else {
                    (self.state.stroke_space, self.state.stroke) = (space, black);
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn graphics_state(&mut self, name: &[u8], names: &Names) -> Result<(), ReadError> {
        let found = self.file.resolve(names.states.by_name(name))?;
        let Some(dict) = found.dict() else { return Ok(()) };
        if let Some(opacity) = self.file.value(dict, "ca")?.number() {
            self.state.clear = opacity < 0.02;
        }
        if let Some(width) = self.file.value(dict, "LW")?.number() {
            self.state.pen = width;
        }
        if let [font, size] = self.file.value(dict, "Font")?.array() {
            self.state.text.size = size.number().unwrap_or(1.0);
            self.state.text.font = self.load(font)?;
        }
        Ok(())
    }

    fn font(&mut self, name: &[u8], names: &Names) -> Result<Option<Rc<Font>>, ReadError> {
        let font = names.fonts.by_name(name);
        if matches!(font, Object::Ref(_)) {
            return self.load(font);
        }
        if let Some(known) = names.inline.borrow().get(name) {
            return Ok(known.clone());
        }
        let read = self.load(font)?;
        names.inline.borrow_mut().insert(name.to_vec(), read.clone());
        Ok(read)
    }

    fn load(&mut self, font: &Object) -> Result<Option<Rc<Font>>, ReadError> {
        let number = if let Object::Ref(number) = font { Some(*number) } else { None };
        if let Some(known) = number.and_then(|number| self.fonts.get(&number)) {
            return Ok(known.clone());
        }
        let object = self.file.resolve(font)?;
        let read = match object.dict() {
            Some(dict) => Some(Rc::new(Font::read(self.file, dict)?)),
            None => None,
        };
        if self.fonts.len() >= FONTS {
            self.fonts.clear();
        }
        if let Some(number) = number {
            self.fonts.insert(number, read.clone());
        }
        Ok(read)
    }

    /// `Do`: a picture, or a form with operators of its own.
    fn object(&mut self, name: &[u8], names: &Names) -> Result<(), ReadError> {
        let Object::Stream(stream) = self.file.resolve(names.objects.by_name(name))? else {
            return Ok(());
        };
        match self.file.value(&stream.dict, "Subtype")?.name() {
            Some(b"Image") => self.picture(),
            Some(b"Form") if self.forms < FORMS => self.form(&stream)?,
            _ => {}
        }
        Ok(())
    }

    fn picture(&mut self) {
        let (a, b) = (self.state.matrix.apply(0.0, 0.0), self.state.matrix.apply(1.0, 1.0));
        let page = i64::from(self.marks.width.max(1)) * i64::from(self.marks.height.max(1));
        let (wide, high) = (i64::from(a.0 - b.0).abs(), i64::from(a.1 - b.1).abs());
        self.marks.picture += (wide * high * 100 / page).min(100);
        self.marks.picture = self.marks.picture.min(100);
    }

    fn form(&mut self, stream: &Stream) -> Result<(), ReadError> {
        self.budget().work(FORM)?;
        let Some(bytes) = self.file.unpack(stream)? else { return Ok(()) };
        let own = self.file.value(&stream.dict, "Resources")?;
        let names = Names::read(self.file, own.dict())?;
        let mut sides = Vec::new();
        for side in self.file.value(&stream.dict, "Matrix")?.array() {
            sides.extend(self.file.resolve(side)?.number());
        }
        let before = self.state.clone();
        if let &[a, b, c, d, e, f] = sides.as_slice() {
            self.state.matrix = Matrix([a, b, c, d, e, f]).then(self.state.matrix);
        }
        let path = std::mem::take(&mut self.path);
        self.forms += 1;
        self.run(&bytes, &names)?;
        self.forms -= 1;
        self.path = path;
        self.state = before;
        Ok(())
    }

    /// `/Span <</ActualText …>> BDC`: what the marked glyphs stand for, or that they are furniture of the page.
    fn begin_marked(&mut self, operands: &[Object], names: &Names) -> Result<(), ReadError> {
        let listed = match operands.last() {
            Some(Object::Name(name)) => self.file.resolve(names.properties.by_name(name))?,
            Some(other) => other.clone(),
            None => Object::Null,
        };
        let tag = operands.first().and_then(Object::name);
        let Some(dict) = listed.dict() else {
            self.writer.begin(None, false);
            return Ok(());
        };
        let furniture = tag == Some(b"Artifact")
            && self.file.value(dict, "Type")?.name() == Some(b"Pagination");
        let actual = self.file.value(dict, "ActualText")?.text().map(super::text::decode);
        self.writer.begin(actual, furniture);
        Ok(())
    }
}

fn space(file: &File<'_>, name: &[u8], names: &Names) -> Result<Space, ReadError> {
    let listed = file.resolve(names.spaces.by_name(name))?;
    let family = match &listed {
        Object::Array(parts) => parts.first().and_then(Object::name).unwrap_or_default().to_vec(),
        Object::Name(name) => name.clone(),
        _ => name.to_vec(),
    };
    Ok(match family.as_slice() {
        b"DeviceGray" | b"CalGray" | b"DeviceRGB" | b"CalRGB" | b"DeviceCMYK" | b"ICCBased"
        | b"G" | b"RGB" | b"CMYK" => Space::Process,
        b"Separation" | b"DeviceN" => Space::Tint,
        _ => Space::Other,
    })
}

/// Passes over `BI … ID` data `EI`.
fn skip_inline_picture(lexer: &mut Lexer<'_>) {
    let rest = &lexer.bytes[lexer.at..];
    let data = memchr::memmem::find(rest, b"ID").unwrap_or(rest.len());
    let ends = memchr::memmem::find_iter(&rest[data..], b"EI").map(|end| data + end);
    let is_end = |end: &usize| {
        let before = rest.get(end.wrapping_sub(1)).is_none_or(|byte| super::lex::is_space(*byte));
        let after = rest.get(end + 2).is_none_or(|byte| super::lex::is_space(*byte));
        let more = rest.get(end + 2..(end + 12).min(rest.len())).unwrap_or_default();
        before && after && more.iter().all(|byte| byte.is_ascii())
    };
    lexer.at += ends.into_iter().find(is_end).map_or(rest.len(), |end| end + 2);
}
