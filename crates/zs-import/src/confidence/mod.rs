//! How sure the reading of each field is: what the recogniser and the reader saw is weighed with the values.
mod fields;
mod neighbours;
mod signs;

use crate::Layout;
use crate::forms::Trail;
use fields::Seen;
use signs::Signs;
use std::collections::{BTreeMap, BTreeSet};
use zs_model::{Confidence, Document, FieldRef, Place, Reason, Scope, Sureness};

/// What the recogniser saw beyond the document.
#[derive(Default)]
pub(crate) struct Evidence {
    /// Each place that a field was read at, and how it was found there.
    found: Vec<(FieldRef, Place, Reason)>,
    joined: Vec<Scope>,
    left_out: Vec<(Scope, String, Place)>,
    /// Whether the form family has more points than any other.
    pub form_stands_out: bool,
}

impl Evidence {
    pub fn of(places: &[(FieldRef, Place)], trail: Trail<'_>) -> Self {
        // Places that the trail does not know are those of headed prose.
        let by = trail.found.into_iter().chain(std::iter::repeat(Reason::LabelExact));
        let found = places.iter().zip(by).map(|((at, place), by)| (*at, place.clone(), by));
        let found = found.collect();
        Self { found, joined: trail.joined, left_out: trail.left_out, form_stands_out: false }
    }

    /// How sure each field of the document is.
    pub fn weigh(self, document: &Document, layout: &Layout) -> Confidence {
        let signs = Signs::of(layout);
        let mut found: BTreeMap<FieldRef, Vec<(&Place, Reason)>> = BTreeMap::new();
        let mut loose = BTreeSet::new();
        for (at, place, by) in &self.found {
            found.entry(*at).or_default().push((place, *by));
            if signs.at(place, None).any(|reason| reason == Reason::TableWithoutLines) {
                loose.insert(part(at.scope));
            }
        }
        let mut holes = BTreeMap::new();
        for (scope, _, place) in &self.left_out {
            // On a printed page the cells were told by where texts stand: what is left over throws doubt on all.
            let printed = place.page.is_some() && place.line.is_none();
            *holes.entry(part(*scope)).or_default() |= printed;
        }
        let weighing = Weighing { evidence: &self, document, layout, signs, found, loose, holes };
        let mut confidence = Confidence::default();
        for seen in fields::of(document) {
            confidence.fields.insert(seen.at, weighing.field(&seen));
        }
        for (at, agrees) in neighbours::of(document) {
            let agree = if agrees { Reason::NeighboursAgree } else { Reason::NeighboursDiffer };
            confidence.fields.entry(at).or_default().because(agree);
        }
        weighing.parts(&mut confidence);
        confidence
    }
}

/// The confidence of a document that was given as data: nothing was recognised.
pub(crate) fn stated(document: &Document) -> Confidence {
    let stated = || Sureness { reasons: vec![Reason::Stated], ..Sureness::default() };
    Confidence {
        fields: fields::of(document).map(|seen| (seen.at, stated())).collect(),
        parts: fields::parts(document).map(|scope| (scope, stated())).collect(),
    }
}

struct Weighing<'a> {
    evidence: &'a Evidence,
    document: &'a Document,
    layout: &'a Layout,
    signs: Signs<'a>,
    found: BTreeMap<FieldRef, Vec<(&'a Place, Reason)>>,
    /// Parts that were read from printed tables without lines.
    loose: BTreeSet<Scope>,
    /// Parts that have text without a field, and whether it stands on a printed page.
    holes: BTreeMap<Scope, bool>,
}

impl Weighing<'_> {
    fn field(&self, seen: &Seen<'_>) -> Sureness {
        let mut sureness = Sureness::default();
        let found = self.found.get(&seen.at).map_or(&[][..], Vec::as_slice);
        let text = seen.text.as_deref();
        for (place, by) in found {
            sureness.because(*by);
            self.signs.at(place, text).for_each(|reason| sureness.because(reason));
        }
        sureness.place = found.first().map(|(place, _)| (*place).clone());
        if sureness.place.is_none() {
            sureness.place = self.document.places.nearest(&seen.at).cloned();
        }
        match (text, seen.fits) {
            (None, fits) => {
                sureness.because(Reason::Blank);
                if fits == Some(false) {
                    sureness.because(Reason::ValueStrange);
                }
                if self.holes.contains_key(&part(seen.at.scope)) {
                    sureness.because(Reason::TextLeftOut);
                }
            }
            (Some(_), Some(true)) => sureness.because(Reason::ValueFits),
            (Some(_), Some(false)) => sureness.because(Reason::ValueStrange),
            (Some(_), None) => {}
        }
        if text.is_some_and(|text| text.contains('\u{fffd}')) {
            sureness.because(Reason::UnknownCharacters);
        }
        if found.is_empty() && fields::inherits(&seen.at) && text.is_some() {
            sureness.because(Reason::Inherited);
        }
        if self.evidence.joined.contains(&seen.at.scope) {
            sureness.because(Reason::PageJoin);
        }
        self.everywhere(seen.at, &mut sureness);
        sureness
    }

    /// What holds for all fields of a part or of the file.
    fn everywhere(&self, at: FieldRef, sureness: &mut Sureness) {
        let of_document = at.scope == Scope::Document && self.signs.any_loose;
        if self.holes.get(&part(at.scope)) == Some(&true) {
            sureness.because(Reason::TextLeftOut);
        }
        if of_document || self.loose.contains(&part(at.scope)) {
            sureness.because(Reason::TableWithoutLines);
        }
        if self.layout.encoding_guessed {
            sureness.because(Reason::EncodingGuessed);
        }
        if at.field == zs_model::Field::Form && !self.evidence.form_stands_out {
            sureness.because(Reason::FormUnsure);
        }
    }

    /// Whether each part is whole.
    fn parts(&self, confidence: &mut Confidence) {
        let lost = |(scope, printed): (&Scope, &bool)| *printed || *scope == Scope::Document;
        let lost = self.holes.iter().any(lost);
        for scope in fields::parts(self.document) {
            let mut sureness = Sureness::default();
            let of_document = scope == Scope::Document;
            // A form that is not there may be what found no field.
            let missing = match scope {
                Scope::Department => self.document.department_form.is_none(),
                Scope::Summary => self.document.summary_form.is_none(),
                _ => false,
            };
            if (of_document || missing) && self.signs.any_loose || self.loose.contains(&scope) {
                sureness.because(Reason::TableWithoutLines);
            }
            if self.holes.contains_key(&scope) || (of_document || missing) && lost {
                sureness.because(Reason::TextLeftOut);
            }
            if of_document && let Some(agree) = neighbours::contents_agree(self.document) {
                sureness.because(agree);
            }
            if missing {
                sureness.because(Reason::Blank);
            }
            let out: Vec<_> =
                self.evidence.left_out.iter().filter(|(of, _, _)| part(*of) == scope).collect();
            sureness.place = out.first().map(|(_, _, place)| place.clone());
            let texts: Vec<&str> = out.iter().map(|(_, text, _)| text.as_str()).collect();
            sureness.left_out = (!texts.is_empty()).then(|| texts.join("\n"));
            confidence.parts.insert(scope, sureness);
        }
    }
}

/// The part that a scope lies in: rows lie in their project or form.
fn part(scope: Scope) -> Scope {
    match scope {
        Scope::Indicator { project, .. } => Scope::Project(project),
        Scope::DepartmentIndicator(_) => Scope::Department,
        Scope::SummaryRow(_) => Scope::Summary,
        other => other,
    }
}

#[cfg(test)]
mod tests;
