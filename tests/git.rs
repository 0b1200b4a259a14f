//! git hands reports over as the README says: edited, new and deleted ones, text and docx, both ways round.
#![cfg(all(unix, feature = "app"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, also in its helpers")]
#![expect(clippy::print_stdout, reason = "a skipped test is to be seen")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A repository of reports with two commits, removed at its end.
struct Repository(PathBuf);

impl Repository {
    /// Makes it, with the recipe of the README as its only configuration; `None` without git.
    fn new(test: &str) -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            println!("skipped: git is not installed");
            return None;
        }
        let path = std::env::temp_dir().join(format!("duikan-git-{}-{test}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        fs::create_dir_all(path.join("reports")).unwrap();
        let repository = Self(path);
        fs::write(repository.0.join("gitconfig"), recipe()).unwrap();
        repository.git(&["init", "-q"]);
        repository.put("报告.txt", "全市高新技术企业达到67家。\n坚持每月走访企业。\n");
        repository.put("旧.txt", "关停沿岸排污口十二处。\n");
        repository.take("summary.docx");
        repository.commit();
        repository.put("报告.txt", "全市高新技术企业达到135家。\n坚持每月走访企业。\n");
        repository.put("新.txt", "新建小学和幼儿园八所。\n");
        // The same text in another format under the old name: what a text is, its content says.
        let odt = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/summary.odt");
        fs::copy(odt, repository.0.join("reports/summary.docx")).unwrap();
        fs::remove_file(repository.0.join("reports/旧.txt")).unwrap();
        repository.commit();
        Some(repository)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.0.join("reports").join(name), text).unwrap();
    }

    fn take(&self, name: &str) {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office").join(name);
        fs::copy(from, self.0.join("reports").join(name)).unwrap();
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "-m", "x"]);
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(self.0.join("reports"));
        let program = Path::new(env!("CARGO_BIN_EXE_duikan")).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let all = [program.to_owned()].into_iter().chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(all).unwrap());
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "LC_ALL"] {
            command.env_remove(name);
        }
        command.env("GIT_CONFIG_GLOBAL", self.0.join("gitconfig")).env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("HOME", &self.0).env("DUIKAN_STATE_DIR", self.0.join("state"));
        command.env("LANG", "zh_CN.UTF-8").env("DUIKAN_LANG", "zh");
        command
    }

    fn git(&self, arguments: &[&str]) -> String {
        said(&self.command(arguments).output().unwrap())
    }
}

impl Drop for Repository {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn said(output: &Output) -> String {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    assert!(!stderr.contains("duikan"), "{stderr}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Returns the configuration that the README gives, which must be the same in both languages.
fn recipe() -> String {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let blocks: Vec<&str> =
        readme.split("```\n").filter(|block| block.starts_with("[diff]")).collect();
    assert!(blocks.len() == 2 && blocks[0] == blocks[1], "{blocks:?}");
    blocks[0].to_owned()
}

#[test]
fn difftool_compares_what_changed_both_ways_round() {
    let Some(repository) = Repository::new("both-ways") else { return };
    let forward = repository.git(&["difftool", "HEAD~1", "--", "报告.txt"]);
    assert!(forward.contains("67家 -> 135家，+68家"), "{forward}");
    let backward = repository.git(&["difftool", "HEAD", "HEAD~1", "--", "报告.txt"]);
    assert!(backward.contains("135家 -> 67家，-68家"), "{backward}");
}

#[test]
fn difftool_shows_new_and_deleted_files_beside_nothing() {
    let Some(repository) = Repository::new("new") else { return };
    let new = repository.git(&["difftool", "HEAD~1", "--", "新.txt"]);
    assert!(new.contains("新建小学和幼儿园八所") && new.contains("增 1，删 0"), "{new}");
    let gone = repository.git(&["difftool", "HEAD~1", "--", "旧.txt"]);
    assert!(gone.contains("关停沿岸排污口十二处") && gone.contains("增 0，删 1"), "{gone}");
}

#[test]
fn difftool_reads_what_is_no_text_and_takes_whole_folders() {
    let Some(repository) = Repository::new("docx") else { return };
    let other = repository.git(&["difftool", "HEAD~1", "--", "summary.docx"]);
    assert!(other.contains("(docx, ") && other.contains("(odt, "), "{other}");
    let folders = repository.git(&["difftool", "--dir-diff", "HEAD~1"]);
    for name in ["报告.txt", "新.txt", "旧.txt"] {
        assert!(folders.contains(name), "{name}: {folders}");
    }
}

#[test]
fn external_diff_goes_through_all_files() {
    let Some(repository) = Repository::new("external") else { return };
    let mut command = repository.command(&["diff", "HEAD~1"]);
    let all = said(&command.env("GIT_EXTERNAL_DIFF", "duikan").output().unwrap());
    for words in ["67家 -> 135家", "新建小学和幼儿园八所", "关停沿岸排污口十二处"]
    {
        assert!(all.contains(words), "{words}: {all}");
    }
}
