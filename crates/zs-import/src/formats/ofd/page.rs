//! Reads what a page draws: objects one by one, its templates first, until the marks are known.
use super::object::{Kind, Object};
use super::package::{Document, Package, folder};
use super::resources::{Resources, Style};
use super::values::{rectangle, sheet};
use super::{outline, text};
use crate::ReadError;
use crate::formats::archive::resolve;
use crate::formats::page::budget::Budget;
use crate::formats::page::marks::{Marks, Paint};
use crate::formats::page::matrix::{Matrix, Real};
use crate::formats::page::path::{Painted, Path};
use crate::formats::xml::{Item, Open, Scanner};

/// How thick a pen is that is not told, in millimetres.
const PEN: Real = 0.353;
/// What reading a page or a template costs at least, counted as bytes.
const PAGE: usize = 2_048;
/// Marks that are paid for at once.
const MARKS: usize = 1 << 12;
/// Longest text of an element that is kept: longer than all that is drawn of a page.
const LONGEST: usize = 2 << 20;

/// Draws a page; `None` if its part is missing.
pub fn draw(
    package: &mut Package<'_>,
    document: &Document,
    name: &str,
    budget: &Budget,
) -> Result<Option<Marks>, ReadError> {
    budget.work(PAGE)?;
    let Some(text) = package.part(name)? else { return Ok(None) };
    let mut drawing = Drawing {
        document,
        budget,
        marks: Marks::default(),
        sheet: Matrix::IDENTITY,
        own: Resources::default(),
        layer: Style::default(),
        object: None,
        skipped: usize::MAX,
        path: Path::default(),
        paid: 0,
    };
    drawing.area(document.area);
    drawing.run(package, &text, name, true)?;
    Ok(Some(drawing.marks))
}

/// Everything that drawing one page needs.
struct Drawing<'d> {
    document: &'d Document,
    budget: &'d Budget,
    marks: Marks,
    sheet: Matrix,
    /// Resources of the page itself.
    own: Resources,
    layer: Style,
    object: Option<Object>,
    /// What is deeper than this is of no interest.
    skipped: usize,
    path: Path,
    paid: usize,
}

/// An element whose text is wanted.
enum Wanted {
    Box,
    Resources,
    Letters,
    Outline,
}

impl Drawing<'_> {
    /// The page has this box.
    fn area(&mut self, area: [Real; 4]) {
        let [x, y, wide, high] = area;
        self.sheet = sheet(area);
        (self.marks.width, self.marks.height) = self.sheet.apply(x + wide, y + high);
    }

    fn run(
        &mut self,
        package: &mut Package<'_>,
        xml: &str,
        part: &str,
        whole: bool,
    ) -> Result<(), ReadError> {
        self.budget.work(xml.len().max(PAGE))?;
        let limits = *package.limits();
        let mut scanner = Scanner::new(xml, part, &limits);
        let mut wanted: Option<Wanted> = None;
        let mut own = String::new();
        loop {
            match scanner.item()? {
                Item::Open(tag) if scanner.depth() <= self.skipped => {
                    own.clear();
                    wanted = match tag.local() {
                        b"PhysicalBox" if whole => Some(Wanted::Box),
                        b"PageRes" if whole => Some(Wanted::Resources),
                        b"TextCode" if self.object.is_some() => Some(Wanted::Letters),
                        b"AbbreviatedData" if self.object.is_some() => Some(Wanted::Outline),
                        _ => None,
                    };
                    if tag.local() == b"Template" && whole {
                        let id = tag.attribute("TemplateID").unwrap_or_default();
                        self.template(package, &id)?;
                    }
                    self.open(&tag, scanner.depth());
                }
                Item::Text(piece) if wanted.is_some() => {
                    let end = piece.floor_char_boundary(LONGEST.saturating_sub(own.len()));
                    own.push_str(&piece[..end]);
                }
                Item::Char(one) if wanted.is_some() && own.len() < LONGEST => own.push(one),
                Item::Close => {
                    match wanted.take() {
                        Some(Wanted::Box) => {
                            let area =
                                rectangle(&own).filter(|area| area[2] > 0.0 && area[3] > 0.0);
                            self.area(area.unwrap_or(self.document.area));
                        }
                        Some(Wanted::Resources) => {
                            let name = resolve(folder(part), own.trim());
                            self.own.read(package, &name)?;
                        }
                        Some(letters_or_outline) => self.take(&letters_or_outline, &own),
                        None => {}
                    }
                    self.close(scanner.depth())?;
                }
                Item::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Draws a template under or over the page.
    fn template(&mut self, package: &mut Package<'_>, id: &str) -> Result<(), ReadError> {
        let Some(name) = self.document.templates.get(id) else { return Ok(()) };
        let Some(xml) = package.template(name)? else { return Ok(()) };
        self.run(package, &xml, name, false)
    }

    fn open(&mut self, tag: &Open<'_>, depth: usize) {
        if let Some(object) = &mut self.object {
            object.child(tag);
            // Patterns and clips hold objects that are not of the page.
            if !matches!(tag.local(), b"TextCode" | b"AbbreviatedData") {
                self.skipped = depth;
            }
            return;
        }
        match tag.local() {
            b"Layer" => {
                let id = tag.attribute("DrawParam").unwrap_or_default();
                self.layer = self.style(&id);
            }
            b"TextObject" | b"PathObject" => {
                let text = tag.local() == b"TextObject";
                let kind = if text { Kind::Text } else { Kind::Path };
                self.object = Object::open(tag, kind, depth, self.sheet);
                let own = self.style(&tag.attribute("DrawParam").unwrap_or_default());
                let layer = self.layer.clone();
                match &mut self.object {
                    Some(object) => object.under = own.or(&layer),
                    None => self.skipped = depth,
                }
            }
            b"ImageObject" => {
                self.picture(tag);
                self.skipped = depth;
            }
            b"Clips" | b"Actions" | b"Annotations" => self.skipped = depth,
            _ => {}
        }
    }

    fn style(&self, id: &str) -> Style {
        self.own.style(id).or(&self.document.resources.style(id))
    }

    /// The text of an element of the open object.
    fn take(&mut self, what: &Wanted, own: &str) {
        let Some(object) = &mut self.object else { return };
        match (what, object.codes.last_mut()) {
            (Wanted::Letters, Some(code)) => code.text.push_str(own),
            (Wanted::Outline, _) => object.outline.push_str(own),
            _ => {}
        }
    }

    /// An element has ended; `depth` counts those that are still open.
    fn close(&mut self, depth: usize) -> Result<(), ReadError> {
        if depth < self.skipped {
            self.skipped = usize::MAX;
        }
        let Some(mut object) = self.object.take_if(|object| depth < object.depth) else {
            return Ok(());
        };
        object.style = object.style.or(&object.under);
        match object.kind {
            Kind::Text => {
                let own = self.own.font(&object.font);
                let font = own.or(self.document.resources.font(&object.font)).unwrap_or_default();
                text::write(&object, font, &mut self.marks);
            }
            Kind::Path => self.paint(&object),
        }
        while self.marks.count() >= self.paid {
            self.budget.mark(MARKS)?;
            self.paid += MARKS;
        }
        Ok(())
    }

    fn paint(&mut self, object: &Object) {
        if object.clear {
            return;
        }
        outline::draw(&object.outline, object.matrix, &mut self.path);
        let style = &object.style;
        let inked = object.stroked && style.stroke != Some(Paint::White);
        let pen = inked.then(|| object.matrix.pen(style.width.unwrap_or(PEN)));
        let fill = object.filled.then_some(style.fill.unwrap_or(Paint::Ink));
        self.path.paint(Painted { fill, pen }, &mut self.marks);
    }

    fn picture(&mut self, tag: &Open<'_>) {
        let boundary = tag.attribute("Boundary").and_then(|text| rectangle(&text));
        let [_, _, wide, high] = boundary.unwrap_or_default();
        let (wide, high) = sheet([0.0; 4]).apply(wide, high);
        let page = i64::from(self.marks.width.max(1)) * i64::from(self.marks.height.max(1));
        let part = i64::from(wide) * i64::from(high) * 100 / page;
        self.marks.picture = (self.marks.picture + part.clamp(0, 100)).min(100);
    }
}
