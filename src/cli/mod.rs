//! Arguments in, what to do out.
//!
//! ```text
//! arguments  what can be typed: one table       help    its wording in both languages
//! usage      what was typed wrongly             error   what goes wrong, and the next step
//! source     PATH, -, PATH#篇二                 git     the arguments of a git external diff
//! shelf      files read once, reports chosen    gather  several calls to the layers below
//! run        from arguments to an exit code     output  where a result goes
//! command    one function per command           screen  no command: the screen, or its lines
//! folder     the files of a folder              pairing which files of two folders belong together
//! progress   work on many files side by side, and how far it has come
//! stage      what the screen needs of the world around it
//! many       what is asked of many reports at once
//! genre      the background that stock phrases are told by
//! preferences  the configuration file, and what is in force in the end
//! manual     the manual page and the completions of shells
//! recode     lines for a terminal that does not read UTF-8
//! ```
//!
//! Everything here returns; only `main` ends the program.

pub mod arguments;
pub mod command;
pub mod error;
pub mod folder;
pub mod gather;
pub mod genre;
pub mod git;
pub mod help;
pub mod manual;
pub mod many;
pub mod output;
pub mod pairing;
pub mod preferences;
pub mod progress;
pub mod recode;
pub mod run;
pub mod screen;
pub mod shelf;
pub mod source;
pub mod stage;
pub mod usage;
