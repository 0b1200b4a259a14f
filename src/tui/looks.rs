//! What the configuration file decides about the screen, and how it is read again.

use crate::config::{Color, Settings};
use crate::finding::model::Message;
use crate::text::language::{Language, Words, words};
use crate::tui::lookup::Keymap;
use crate::tui::model::Model;
use crate::tui::style::Theme;
use std::fmt;
use std::sync::Arc;

/// There is no such theme; there are these.
pub const NO_THEME: Words =
    words("没有主题“{}”，有：{}", "there is no theme \"{}\"; there are: {}");

/// The configuration file was read again.
pub const CONFIGURED: Words = words(
    "已重新读入配置：按键、主题、语言、颜色",
    "configuration read again: keys, themes, language, colours",
);

/// The configuration file makes no sense.
pub const NOT_CONFIGURED: Words = words("配置未变：{}", "configuration unchanged: {}");

/// There is no place for a configuration file.
pub const NO_CONFIGURATION: Words =
    words("没有放配置文件的位置", "there is no place for a configuration file");

/// Keys and looks.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    /// The keys in force.
    pub keymap: Arc<Keymap>,
    /// The theme in force.
    pub theme: Arc<Theme>,
    /// The reader's own themes by their names.
    pub themes: Arc<[(String, Theme)]>,
}

/// What of a configuration file can be put in force while the screen shows.
#[derive(Clone, Debug, Default)]
pub struct Configured {
    /// Keys and looks.
    pub looks: Looks,
    /// The language of the screen.
    pub language: Language,
    /// How meanings are shown.
    pub color: Color,
}

/// Reads the configuration file again; says why it makes no sense.
#[derive(Clone)]
pub struct Reread(pub Arc<dyn Fn() -> Result<Configured, Message> + Send + Sync>);

impl fmt::Debug for Reread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reread")
    }
}

impl Model {
    /// Takes on keys and looks.
    pub fn wear(&mut self, looks: Looks) {
        let Looks { keymap, theme, themes } = looks;
        (self.keymap, self.theme, self.themes) = (keymap, theme, themes);
    }

    /// Takes on what the configuration file says.
    pub fn configure(&mut self, configured: Configured) {
        let Configured { looks, language, color } = configured;
        self.wear(looks);
        self.settings = Settings { language, color, ..self.settings };
        // Brackets take cells.
        self.arrange();
    }

    /// Returns a theme by its name: one of the reader's own, or one of the program.
    pub fn theme_named(&self, name: &str) -> Option<Theme> {
        let own = self.themes.iter().find(|(known, _)| known == name);
        own.map(|(_, theme)| theme.clone()).or_else(|| Theme::named(name))
    }

    /// Returns the names of every theme, separated by spaces.
    pub fn theme_names(&self) -> String {
        let mut names: Vec<&str> = Theme::names().collect();
        let own = self.themes.iter().map(|(name, _)| name.as_str());
        names.extend(own.filter(|name| Theme::named(name).is_none()));
        names.join(" ")
    }
}
