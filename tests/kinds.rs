//! Every kind of expression that carries a number in a yearly report, one line each.
//!
//! Each line is read as a sentence of a report on 2019; what is wanted is written as
//! `figure = value unit [indicator]` and what else the wording says.

#[path = "kinds/table.rs"]
mod table;

use duikan::export::term;
use duikan::figure::extract::figures;
use duikan::figure::model::{Class, Figure};
use duikan::intake::decode;
use duikan::report::split;

fn read(text: &str) -> (String, Vec<Figure>) {
    let page = format!("全市科技工作总结\n\n2019年，各项工作稳步推进。\n\n{text}\n");
    let document = decode::read(page.as_bytes(), "page.txt");
    let report = split::whole(&document);
    let found = figures(&document.text, &report);
    (document.text, found.into_iter().skip(1).collect())
}

fn shown(text: &str, figure: &Figure) -> String {
    let value = figure.value.map_or("?".to_owned(), |value| value.to_string());
    let high = figure.high.map_or(String::new(), |high| format!("..{high}"));
    let period = figure.period.as_ref().map(|period| format!("{}/{}", period.start, period.end));
    let amount = match figure.class {
        Class::Time => period.clone().unwrap_or("no period".to_owned()),
        _ => format!("{value}{high} {}", figure.unit),
    };
    let mut words =
        vec![format!("{} = {} [{}]", figure.span.of(text), amount.trim(), figure.indicator)];
    let mut say = |id: &str, plain: &str| {
        if id != plain {
            words.push(id.to_owned());
        }
    };
    say(term::class(figure.class).id, "measure");
    say(term::bound(figure.bound).id, "exactly");
    say(term::role(figure.role).id, "outcome");
    say(term::quantity(figure.quantity).id, "plain");
    if let Some(claim) = figure.claim {
        say(term::claim_kind(claim.kind).id, "");
        say(claim.direction.map_or("", |direction| term::direction(direction).id), "");
        say(claim.basis.map_or("", |basis| term::basis(basis).id), "");
    }
    say(figure.scope.as_deref().unwrap_or_default(), "");
    say(&figure.per, "");
    say(figure.part.map_or("", |_| "part"), "");
    for flag in &figure.flags {
        say(term::figure_flag(*flag).id, "");
    }
    let usual = ["2019/2019", "no period"];
    let period =
        period.filter(|period| figure.class != Class::Time && !usual.contains(&period.as_str()));
    words.extend(period);
    words.join(", ")
}

#[test]
fn every_kind_of_expression_is_read() {
    let mut wrong = 0;
    for (kind, sentence, wanted) in table::KINDS {
        let (text, found) = read(sentence);
        let found: Vec<String> = found.iter().map(|figure| shown(&text, figure)).collect();
        if found != *wanted {
            wrong += 1;
            println!("{kind}: {sentence}");
            for figure in &found {
                println!("            \"{figure}\",");
            }
        }
    }
    assert_eq!(wrong, 0, "kinds read differently");
}
