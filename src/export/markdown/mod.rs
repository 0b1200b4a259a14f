//! The review sheet as Markdown (GitHub's flavour: tables), for wikis, mails and version control.

pub mod letters;
pub mod page;
