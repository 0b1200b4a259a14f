//! How the document looks, and the parts that are the same in every document.

/// The declaration every part starts with.
pub const PROLOG: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespace of the text.
pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The namespace of references between the parts.
pub const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Every part, and what it is.
pub const CONTENT_TYPES: &str = include_str!("content_types.xml");

/// Where the document itself is.
pub const RELATIONSHIPS: &str = include_str!("relationships.xml");

/// What the document refers to.
pub const DOCUMENT_RELATIONSHIPS: &str = include_str!("document_relationships.xml");

/// Fonts, sizes and spaces: 宋体 for text and 黑体 for headings, as offices set them.
pub const STYLES: &str = include_str!("styles.xml");

/// How a word processor treats the document.
pub const SETTINGS: &str = include_str!("settings.xml");

/// The number at the foot of each page.
pub const FOOTER: &str = include_str!("footer.xml");
