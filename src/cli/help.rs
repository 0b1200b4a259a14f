//! The wording of the help, in both languages, and how it reaches clap.
//!
//! clap knows one language per program, so [`crate::cli::arguments`] carries none: [`HELP`] holds
//! every sentence twice and [`localized`] puts one language of it into the command before parsing.
//! What clap can tell by itself (possible values, variables, defaults) is appended from the table
//! of arguments and stands nowhere else.

use crate::text::cells::{AmbiguousWidth, width_cells};
use crate::text::language::{Language, Words, words};
use clap::{Arg, Command};

/// The wording for one argument, or for a command if there is no argument.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The command; empty for the program itself and for what all commands share.
    pub command: &'static str,
    /// The argument; empty for the command itself.
    pub argument: &'static str,
    /// What it says.
    pub words: Words,
}

const fn entry(
    command: &'static str,
    argument: &'static str,
    zh: &'static str,
    en: &'static str,
) -> Entry {
    Entry { command, argument, words: words(zh, en) }
}

/// Every sentence of the help.
pub const HELP: &[Entry] = &[
    entry(
        "",
        "",
        "对勘：并排比对两篇年度报告，看哪些沿用、哪些改写、哪些数字变了。",
        "duikan lays two yearly reports side by side: what was copied, reworded, and which figures changed.",
    ),
    entry(
        "compare",
        "",
        "比对两篇报告或两个目录，输出结果，不开屏幕",
        "Compare two reports or two folders without the screen",
    ),
    entry("matrix", "", "列出每两篇报告的相似度", "List how much each pair of reports shares"),
    entry(
        "sources",
        "",
        "逐句找出一篇报告在其他各篇里的出处",
        "Find for each sentence of a report its nearest source among others",
    ),
    entry("sources", "source", "要查的报告", "The report that is looked into"),
    entry(
        "sources",
        "others",
        "从哪些文件、其中一篇或目录里找；不写则从同一文件的其他各篇里找",
        "Files, reports or folders to look in; if none is named, the other reports of the same file",
    ),
    entry("outline", "", "列出文件里的报告和节", "List the reports and sections of a file"),
    entry(
        "figures",
        "",
        "列出文件里的数字，或两篇报告的数字台账",
        "List the figures of a file, or the ledger of two",
    ),
    entry(
        "text",
        "",
        "输出解码后的全文，一切位置以它为准",
        "Print the decoded text that every offset refers to",
    ),
    entry("rules", "", "逐条说明全部规则，附例", "Explain every rule by an example"),
    entry(
        "keys",
        "",
        "列出生效的按键，可直接用作配置",
        "List the keys in force, as a configuration",
    ),
    entry(
        "config",
        "",
        "列出生效的选项，可直接用作配置",
        "List the options in force, as a configuration",
    ),
    entry("", "config", "配置文件", "The configuration file"),
    entry(
        "",
        "profile",
        "采用配置文件里的 [profile.名称]",
        "Use [profile.NAME] of the configuration file",
    ),
    entry(
        "",
        "theme",
        "标记的样式：ansi 用终端自己的配色，light 配浅底，dark 配深底，或配置文件里的",
        "Looks of what is marked: ansi is the terminal's own colours, light or dark for such a ground, or one of the configuration file",
    ),
    entry("completions", "", "输出命令行补全脚本", "Print the completions for a shell"),
    entry("completions", "shell", "bash、zsh 或 fish", "Which shell"),
    entry(
        "man",
        "",
        "输出手册页：duikan man | man -l -",
        "Print the manual page: duikan man | man -l -",
    ),
    entry(
        "",
        "sources",
        "两篇报告或两个目录；或一个含多篇报告的文件、一个目录。写法见下",
        "Two reports or two folders, or one file of several reports or one folder; see below",
    ),
    entry(
        "matrix",
        "sources",
        "文件，或其中一篇，或目录",
        "Files, single reports of them, or folders",
    ),
    entry("", "source", "文件，或其中一篇", "A file, or one report of it"),
    entry(
        "text",
        "source",
        "文件；写了 #篇三 也输出全文，因为位置从全文开头数起",
        "A file, printed whole even with #3, because offsets count from its beginning",
    ),
    entry(
        "compare",
        "left",
        "左边的报告，通常是较早的一篇",
        "The report on the left, usually the older one",
    ),
    entry("compare", "right", "右边的报告", "The report on the right"),
    entry(
        "figures",
        "against",
        "第二篇：给出后输出两篇的数字台账",
        "A second report: the ledger of the two",
    ),
    entry("", "plain", "不开屏幕，逐行输出", "Lines instead of the screen"),
    entry("", "watch", "文件一变就重新读入", "Read the files again as soon as they change"),
    entry(
        "",
        "no_region",
        "滚动时整屏重写，供滚动出错的终端用",
        "Scroll by writing every row, for terminals that scroll wrongly",
    ),
    entry("", "exit_code", "两篇不同则退出码为 1", "Exit with 1 if the two differ"),
    entry(
        "",
        "lang",
        "界面语言，默认依 LANG",
        "Language of screen and messages, by default from LANG",
    ),
    entry(
        "",
        "ambiwidth",
        "“”…—①之类字符在终端占几格：auto 问终端，safe 两种都对得齐",
        "Cells that characters like “ ” … — ① take: auto asks the terminal, safe is straight on any",
    ),
    entry(
        "",
        "encoding",
        "文本和网页的编码，如 gb18030、big5；默认自动识别",
        "Encoding of text and web pages, as gb18030 or big5; by default found out",
    ),
    entry(
        "",
        "count",
        "照样计入雷同的引用：law 法条、quotations 引文、titles 文件名，逗号隔开；或 all、none",
        "Citations that count as shared: law, quotations, titles, separated by commas; or all, none",
    ),
    entry(
        "",
        "tty_encoding",
        "终端的编码，如 gb18030；默认依 LC_CTYPE，问过终端为准",
        "Encoding of the terminal, as gb18030; by default from LC_CTYPE, if the terminal agrees",
    ),
    entry(
        "",
        "background",
        "同一单位或同类的文件、目录，可多次给出：其中多份都有的说法也算套话",
        "Files or folders of the same office or kind, may be given again: wording that many of them have is a stock phrase as well",
    ),
    entry(
        "",
        "state_dir",
        "标记存放的目录；默认 ~/.local/state/duikan",
        "Where marks are kept; by default ~/.local/state/duikan",
    ),
    entry("", "no_state", "不保存标记，也不读已存的", "Keep no marks, and read none"),
    entry(
        "",
        "color",
        "屏幕是否用颜色；NO_COLOR 亦有效；brackets 只用 [ ] 标出，不用任何样式",
        "Colours on the screen; NO_COLOR works too; brackets marks with [ ] and nothing else",
    ),
    entry("", "format", "输出形式", "Form of the output"),
    entry(
        "",
        "file",
        "写入文件；写完才替换原有的",
        "Write to a file, replaced only when all is written",
    ),
    entry("", "help", "显示帮助", "Print help"),
    entry("", "version", "显示版本", "Print version"),
];

const USAGE: Words = words(
    "duikan 左 右\n      duikan 文件\n      duikan <命令>",
    "duikan LEFT RIGHT\n       duikan FILE\n       duikan <COMMAND>",
);

const ANY_OPTIONS: Words = words("[选项]", "[OPTIONS]");

/// What stands for a value; the English one is the one in the table of arguments.
const VALUE_NAMES: &[Words] = &[
    words("目录", "DIRECTORY"),
    words("来源", "SOURCE"),
    words("其他", "OTHER"),
    words("左", "LEFT"),
    words("右", "RIGHT"),
    words("语言", "LANGUAGE"),
    words("格数", "CELLS"),
    words("编码", "ENCODING"),
    words("类别", "CLASSES"),
    words("何时", "WHEN"),
    words("形式", "FORMAT"),
    words("文件", "FILE"),
    words("SHELL", "SHELL"),
    words("主题", "THEME"),
    words("名称", "PROFILE"),
];

const HEAD: Words =
    words("{about-with-newline}\n用法：{usage}\n\n", "{about-with-newline}\nUsage: {usage}\n\n");

const SUBCOMMANDS: Words = words("命令：\n{subcommands}\n\n", "Commands:\n{subcommands}\n\n");

const POSITIONALS: Words = words("参数：\n{positionals}\n\n", "Arguments:\n{positionals}\n\n");

const OPTIONS: Words = words("选项：\n{options}{after-help}", "Options:\n{options}{after-help}");

const SOURCES: Words = words(
    "写法：路径，-（标准输入），或 路径#3、路径#篇三、路径#\"标题的一部分\"（一个文件里的一篇）。\n\
     退出码：compare 相同 0，不同 1，出错 2；屏幕 0。",
    "Sources: PATH, - (standard input), or PATH#3, PATH#篇三, PATH#\"part of a title\" for one report of a file.\n\
     Exit codes: compare 0 same, 1 different, 2 trouble; the screen 0.",
);

/// Returns the wording for an argument of a command, its own or the shared one.
pub fn wording(command: &str, argument: &str) -> Option<Words> {
    let find = |command: &str| {
        HELP.iter().find(|entry| entry.command == command && entry.argument == argument)
    };
    find(command).or_else(|| find("")).map(|entry| entry.words)
}

/// Puts one language into the command and all that belongs to it.
pub fn localized(command: Command, language: Language) -> Command {
    let command = command
        .override_usage(language.pick(&USAGE))
        .after_help(language.pick(&SOURCES))
        .subcommand_value_name(language.pick(&words("命令", "COMMAND")));
    described(command, "", language).mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        let command = described(command, &name, language);
        let usage = usage(&command, language);
        command.override_usage(usage)
    })
}

/// Returns what a command takes, as clap would tell it in English.
fn usage(command: &Command, language: Language) -> String {
    let start = ["duikan".to_owned(), command.get_name().to_owned()];
    let options = language.pick(&ANY_OPTIONS).to_owned();
    let positionals = command.get_positionals().map(Arg::to_string);
    let words: Vec<String> = start.into_iter().chain([options]).chain(positionals).collect();
    words.join(" ")
}

/// Returns the cells by which an option falls short of its column, because clap takes Han for one cell.
fn missing_cells(argument: &Arg, language: Language) -> usize {
    let surplus = |name: &str| width_cells(name, AmbiguousWidth::Narrow) - name.chars().count();
    let surplus = |words: Words| surplus(language.pick(&words));
    if argument.is_positional() {
        return 0;
    }
    let most = VALUE_NAMES.iter().copied().map(surplus).max().unwrap_or(0);
    let own =
        value_name(argument).filter(|_| argument.get_action().takes_values()).map_or(0, surplus);
    most - own
}

/// Returns what stands for the value of an argument, if it takes one.
fn value_name(argument: &Arg) -> Option<Words> {
    let name = argument.get_value_names()?.first()?;
    VALUE_NAMES.iter().copied().find(|words| words.en == name.as_str())
}

fn described(command: Command, name: &str, language: Language) -> Command {
    let about = wording(name, "").map_or("", |words| language.pick(&words));
    let parts = [
        Some(HEAD),
        command.has_subcommands().then_some(SUBCOMMANDS),
        command.get_positionals().next().map(|_| POSITIONALS),
        Some(OPTIONS),
    ];
    let template: String = parts.iter().flatten().map(|words| language.pick(words)).collect();
    command
        .about(about)
        .help_template(template)
        .mut_args(|argument| explained(argument, name, language))
}

fn explained(argument: Arg, command: &str, language: Language) -> Arg {
    let words = wording(command, argument.get_id().as_str());
    let sentence = words.map_or("", |words| language.pick(&words));
    let facts = facts(&argument, language);
    let help = if facts.is_empty() { sentence.to_owned() } else { format!("{sentence} [{facts}]") };
    let help = format!("{}{help}", " ".repeat(missing_cells(&argument, language)));
    let takes_values = argument.get_action().takes_values();
    let argument = argument.help(help).hide_env(true);
    if !takes_values {
        return argument;
    }
    let name = value_name(&argument);
    let argument = argument.hide_possible_values(true).hide_default_value(true);
    match name {
        Some(words) => argument.value_name(language.pick(&words)),
        None => argument,
    }
}

/// Returns what clap knows of an argument: its values, its default, its variable.
fn facts(argument: &Arg, language: Language) -> String {
    let values = argument.get_possible_values();
    let is_flag = !argument.get_action().takes_values();
    let values: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let default = argument.get_default_values().first().and_then(|value| value.to_str());
    let env = argument.get_env().and_then(|name| name.to_str());
    let facts = [
        (!is_flag && !values.is_empty()).then(|| values.join("|")),
        default
            .filter(|_| !is_flag)
            .map(|value| format!("{} {value}", language.pick(&words("默认", "default")))),
        env.map(str::to_owned),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    facts.join(language.pick(&words("，", ", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::arguments::Arguments;
    use clap::CommandFactory;

    fn commands() -> Vec<Command> {
        let root = Arguments::command();
        let subcommands: Vec<Command> = root.get_subcommands().cloned().collect();
        [root].into_iter().chain(subcommands).collect()
    }

    fn name(command: &Command) -> String {
        let name = command.get_name();
        if name == "duikan" { String::new() } else { name.to_owned() }
    }

    #[test]
    fn every_command_and_argument_has_a_wording_in_both_languages() {
        for command in commands() {
            let name = name(&command);
            let arguments = command.get_arguments().map(|argument| argument.get_id().to_string());
            for argument in arguments.chain([String::new()]) {
                let words =
                    wording(&name, &argument).unwrap_or_else(|| panic!("{name} {argument}"));
                assert!(!words.zh.is_empty() && !words.en.is_empty());
                assert!(!words.zh.is_ascii() && words.en != words.zh, "{name} {argument}");
            }
        }
    }

    #[test]
    fn every_value_has_a_name_in_both_languages() {
        for command in commands() {
            let takes_value = |argument: &&Arg| argument.get_action().takes_values();
            for argument in command.get_arguments().filter(takes_value) {
                assert!(value_name(argument).is_some(), "{argument}");
            }
        }
        let command = localized(Arguments::command(), Language::Chinese);
        let compare = command.find_subcommand("compare").unwrap().clone().render_help().to_string();
        assert!(compare.contains("用法：duikan compare [选项] <左> <右>\n"), "{compare}");
        assert!(!compare.contains("<F") && compare.contains("<形式>"), "{compare}");
    }

    #[test]
    fn no_wording_is_left_over() {
        let known: Vec<(String, String)> = commands()
            .iter()
            .flat_map(|command| {
                let arguments: Vec<String> =
                    command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
                let own = arguments.into_iter().chain([String::new()]);
                own.map(|argument| (name(command), argument)).collect::<Vec<_>>()
            })
            .collect();
        for entry in HELP {
            let is_used = known.iter().any(|(command, argument)| {
                argument == entry.argument
                    && (entry.command == command
                        || (entry.command.is_empty() && !argument.is_empty()))
            });
            assert!(is_used, "{entry:?}");
        }
    }

    #[test]
    fn help_speaks_the_language_asked_for() {
        let help = |language| localized(Arguments::command(), language).render_help().to_string();
        let chinese = help(Language::Chinese);
        assert!(chinese.contains("用法") && chinese.contains("命令"), "{chinese}");
        assert!(!chinese.contains("Usage") && !chinese.contains("Options"), "{chinese}");
        assert!(chinese.contains("DUIKAN_LANG") && chinese.contains("zh|en"), "{chinese}");
        let english = help(Language::English);
        assert!(english.contains("Usage") && !english.contains('选'), "{english}");
    }

    #[test]
    fn table_of_arguments_is_consistent() {
        localized(Arguments::command(), Language::Chinese).debug_assert();
    }
}
