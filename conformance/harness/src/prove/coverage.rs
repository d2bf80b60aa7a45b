//! What a proof covers, as a page of Markdown: statement, requirement, cases, faults.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mpnspec_model::ledger;
use mpnspec_model::requirement::{ALL, Check, Requirement, Role};
use mpnspec_suite::cases;

use super::{FaultReport, Proof};

const HEAD: &str = "\
# What the suite covers

Written by `mpnspec prove` from a run against every fault. A fault counts for a requirement if its peer was blamed for that, as it has to be. How many cases there are is told here, which ones by
`mpnspec explain ID`.
";

impl Proof {
    /// The page.
    #[must_use]
    pub fn coverage(&self) -> String {
        let mut page = String::from(HEAD);
        self.counts(&mut page);
        let killed = self.killed();
        for role in Role::ALL {
            let mine: Vec<_> =
                ALL.iter().filter(|requirement| requirement.role() == *role).collect();
            if !mine.is_empty() {
                let _ = write!(page, "\n## Requirements of a {role}\n\n");
                page.push_str("| requirement | level | statements | cases | faults that break it, all caught |\n");
                page.push_str("| --- | --- | --- | --- | --- |\n");
                for requirement in mine {
                    row(&mut page, *requirement, killed.get(requirement.id()));
                }
            }
        }
        statements(&mut page);
        self.faults(&mut page);
        page
    }

    fn counts(&self, page: &mut String) {
        page.push_str("\n| role | requirements | tested | broken by a fault | cases | faults |\n");
        page.push_str("| --- | --- | --- | --- | --- | --- |\n");
        let killed = self.killed();
        for role in Role::ALL {
            let mine = || ALL.iter().filter(|requirement| requirement.role() == *role);
            if mine().next().is_none() {
                continue;
            }
            let tested = mine().filter(|it| it.check() == Check::Cases).count();
            let broken = mine().filter(|it| killed.contains_key(it.id())).count();
            let faults = self.faults.iter().filter(|report| report.role == role.name()).count();
            let (all, cases) = (mine().count(), cases::of(*role).count());
            let _ = writeln!(page, "| {role} | {all} | {tested} | {broken} | {cases} | {faults} |");
        }
    }

    /// The faults that were blamed for what they break, by that.
    fn killed(&self) -> BTreeMap<&'static str, Vec<&'static str>> {
        let mut killed: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for report in &self.faults {
            let blamed = report.breaks.iter().filter(|id| report.blamed.contains(id));
            for id in blamed {
                killed.entry(*id).or_default().push(report.name);
            }
        }
        killed
    }

    fn faults(&self, page: &mut String) {
        page.push_str("\n## Faults\n\n| fault | it | breaks | and with it | under |\n");
        page.push_str("| --- | --- | --- | --- | --- |\n");
        for report in &self.faults {
            let FaultReport { name, text, profile, breaks, collateral, .. } = report;
            let besides = collateral.iter().map(|it| match it.because {
                Some(because) => format!("{} ({because})", it.requirement),
                None => format!("{} (nobody knows why)", it.requirement),
            });
            let (breaks, besides) = (breaks.join(", "), besides.collect::<Vec<_>>().join("; "));
            let _ = writeln!(page, "| {name} | {text} | {breaks} | {besides} | {profile} |");
        }
    }
}

fn row(page: &mut String, requirement: Requirement, killed: Option<&Vec<&'static str>>) {
    let cases = match requirement.check() {
        Check::Cases => {
            let verifies = cases::all().filter(|case| case.verifies.contains(&requirement));
            verifies.count().to_string()
        }
        Check::Untested(why) => format!("none: {why}"),
    };
    let statements = requirement.statements().collect::<Vec<_>>().join(", ");
    let killed = killed.map(|names| names.join(", ")).unwrap_or_default();
    let level = requirement.level();
    let _ = writeln!(page, "| {requirement} | {level} | {statements} | {cases} | {killed} |");
}

fn statements(page: &mut String) {
    page.push_str(
        "\n## Statements\n\n| statement | requirements, or why there are none |\n| --- | --- |\n",
    );
    for id in ledger::ids() {
        let _ = writeln!(page, "| {id} | {} |", filed(id));
    }
}

/// The requirements that rest on a statement, or why there are none.
#[must_use]
pub fn filed(id: &str) -> String {
    let resting = ALL.iter().filter(|requirement| requirement.statements().any(|it| it == id));
    let resting: Vec<_> = resting.map(|requirement| requirement.id()).collect();
    match (resting.as_slice(), ledger::filing(id)) {
        ([], Some(filing)) => filing.to_string(),
        ([], None) if ledger::is_statement(id) => "not filed".into(),
        ([], None) => "a question that changes no requirement".into(),
        (resting, _) => resting.join(", "),
    }
}
