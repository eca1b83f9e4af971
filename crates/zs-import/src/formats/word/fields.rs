//! Complex fields (`w:fldChar`): codes are left out, results are kept.

/// The fields that are open, outermost first: whether each is still in its code.
#[derive(Default)]
pub struct Fields {
    in_code: Vec<bool>,
    codes: usize,
}

impl Fields {
    /// Number of open fields, to come back to with [`Fields::leave`].
    pub fn open(&self) -> usize {
        self.in_code.len()
    }

    /// Whether text stands in a field code.
    pub fn hides(&self) -> bool {
        self.codes > 0
    }

    /// A `w:fldChar` of this type; ends below `base` belong to nobody and are passed over.
    pub fn mark(&mut self, kind: &str, base: usize) {
        match kind {
            "begin" => {
                self.in_code.push(true);
                self.codes += 1;
            }
            "separate" if self.in_code.len() > base => {
                if let Some(last) = self.in_code.last_mut() {
                    self.codes -= usize::from(*last);
                    *last = false;
                }
            }
            "end" if self.in_code.len() > base => self.leave(self.in_code.len() - 1),
            _ => {}
        }
    }

    /// Forgets the fields opened since there were `base`: a field does not leave its cell or text box.
    pub fn leave(&mut self, base: usize) {
        while self.in_code.len() > base {
            self.codes -= usize::from(self.in_code.pop() == Some(true));
        }
    }

    /// A paragraph ends: a code that goes on is more likely a field that nobody closed, and hiding the
    /// rest of the document would lose it.
    pub fn end_paragraph(&mut self) {
        for code in self.in_code.iter_mut().rev() {
            if self.codes == 0 {
                break;
            }
            self.codes -= usize::from(*code);
            *code = false;
        }
    }
}
