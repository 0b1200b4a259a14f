//! What elements are to a reader of the page: one table.

use crate::intake::html::dom::{Dom, NodeId};

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It stands in its line.
    Inline,
    /// It is bold in its line.
    Bold,
    /// It is a link in its line.
    Link,
    /// It stands on lines of its own.
    Block,
    /// It ends a line.
    Break,
    /// It is a heading of this level.
    Heading(u8),
    /// It is a list, numbered or not.
    List,
    /// It is an item of a list.
    Item,
    /// It is a table.
    Table,
    /// Its blanks and line ends are as they shall be.
    Verbatim,
    /// It is never read: code, forms, menus, what was deleted.
    Unread,
}

/// Every element that is not simply inline.
const ELEMENTS: [(Role, &str); 15] = [
    (Role::Bold, "b strong"),
    (Role::Link, "a"),
    (
        Role::Block,
        "html body p div section article main center blockquote dl dt dd figure figcaption fieldset \
         address details summary caption thead tbody tfoot tr td th hr header hgroup form",
    ),
    (Role::Break, "br"),
    (Role::Heading(1), "h1"),
    (Role::Heading(2), "h2"),
    (Role::Heading(3), "h3"),
    (Role::Heading(4), "h4"),
    (Role::Heading(5), "h5"),
    (Role::Heading(6), "h6"),
    (Role::List, "ul ol menu dir"),
    (Role::Item, "li"),
    (Role::Table, "table"),
    (Role::Verbatim, "pre xmp listing"),
    (
        Role::Unread,
        "head script style noscript template iframe object embed svg math canvas audio video map select \
         option textarea button input nav footer aside dialog del rt rp noframes",
    ),
];

/// Returns what an element is, by its name and by what its attributes say.
pub fn role(dom: &Dom, id: NodeId) -> Role {
    let name = dom.name(id);
    let has = |names: &str| names.split_ascii_whitespace().any(|known| known == name);
    let role = ELEMENTS.iter().find(|(_, names)| has(names)).map_or(Role::Inline, |row| row.0);
    if is_hidden(dom, id) {
        return Role::Unread;
    }
    let is_bold = || {
        let style = dom.attribute(id, "style").replace(' ', "");
        ["font-weight:bold", "font-weight:700"].iter().any(|bold| style.contains(bold))
    };
    if role == Role::Inline && is_bold() { Role::Bold } else { role }
}

/// Says whether an element is not shown, or is the header or footer of a page of a word processor.
fn is_hidden(dom: &Dom, id: NodeId) -> bool {
    let style = dom.attribute(id, "style");
    let is_shown = style.is_empty() || !style.replace(' ', "").contains("display:none");
    let title = dom.attribute(id, "title");
    let is_running = dom.name(id) == "div" && (title == "header" || title == "footer");
    let is_navigation = dom.attribute(id, "role") == "navigation";
    !is_shown || is_running || is_navigation
}

/// Words in the class or id of what stands around the text of a page.
const AROUND: &str = "nav navbar menu foot footer topbar sidebar side breadcrumb crumb crumbs share bdshare \
    bdsharebuttonbox copyright friendlink friend search login qrcode toolbar pagination pager page related \
    relate recommend comment comments advert ads banner position location location-bar hot rank \
    tools tool print editor-info ewm";

/// Says whether the class or id of an element speaks of menus, footers and the like.
pub fn stands_around(dom: &Dom, id: NodeId) -> bool {
    let words = [dom.attribute(id, "class"), dom.attribute(id, "id")];
    words.iter().any(|words| {
        words.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
            let word = word.to_ascii_lowercase();
            AROUND.split_ascii_whitespace().any(|known| known == word)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::html::parse::parsed;

    fn of(html: &str, name: &str) -> Role {
        let (dom, _) = parsed(html);
        let id = (0..dom.nodes.len()).find(|id| dom.name(*id) == name).unwrap();
        role(&dom, id)
    }

    #[test]
    fn elements_are_what_they_are_to_the_reader() {
        assert_eq!(of("<h2>一</h2>", "h2"), Role::Heading(2));
        assert_eq!(of("<span style='font-weight: bold'>一</span>", "span"), Role::Bold);
        assert_eq!(of("<div style='display: none'>一</div>", "div"), Role::Unread);
        assert_eq!(of("<div title=footer>一</div>", "div"), Role::Unread);
        assert_eq!(of("<o:p>一</o:p>", "o:p"), Role::Inline);
    }

    #[test]
    fn classes_tell_what_stands_around() {
        let (dom, _) = parsed("<div class='article-share-cnt'></div><div id=zoom></div>");
        let found: Vec<bool> = (0..dom.nodes.len())
            .filter(|id| dom.name(*id) == "div")
            .map(|id| stands_around(&dom, id))
            .collect();
        assert_eq!(found, [true, false]);
    }
}
