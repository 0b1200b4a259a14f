//! The parts of a Word document, whatever they are stored in: a ZIP file, one XML file that holds them all
//! (flat OPC), or the single tree of Word 2003.

use crate::intake::docx::package::Package;
use crate::intake::tree::{Element, Tree};

/// Where the parts of a document are found.
#[derive(Debug)]
pub enum Parts<'a> {
    /// In a ZIP file.
    Packed(&'a Package<'a>),
    /// In one XML file, whose `package` element holds every part.
    Flat(Element<'a>),
    /// Under one `wordDocument` element, as Word 2003 writes it.
    Single(Element<'a>),
}

impl Parts<'_> {
    /// Hands the outermost element of a part, such as `styles`, to a reader; `None` if there is no such part.
    pub fn with_root<T>(&self, kind: &str, read: impl FnOnce(Option<Element>) -> T) -> T {
        match self {
            Parts::Packed(package) => {
                let (xml, _) = package.part(kind);
                read(Tree::of(&xml).root())
            }
            Parts::Flat(package) => read(flat(*package, kind)),
            Parts::Single(root) => read(match kind {
                "numbering" => root.child("lists"),
                "settings" => root.child("docPr"),
                "document" => Some(*root),
                _ => root.child(kind),
            }),
        }
    }
}

/// Returns the outermost element of a part of a flat package.
fn flat<'t>(package: Element<'t>, kind: &str) -> Option<Element<'t>> {
    let is_it = |part: &Element| {
        let name = part.attribute("name").unwrap_or_default();
        name.strip_suffix(".xml").and_then(|stem| stem.rsplit('/').next()) == Some(kind)
    };
    package.elements().find(is_it)?.child("xmlData")?.elements().next()
}
