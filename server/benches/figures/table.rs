//! The table: what was measured, what is, what is aimed at, and whether the aim is met.

use std::thread::available_parallelism;

use crate::company::Company;

/// Figures in the order they were measured, under what they were measured on.
pub struct Table {
    title: String,
    rows: Vec<[String; 3]>,
}

impl Table {
    /// An empty one for this company.
    pub fn of(company: &Company) -> Self {
        let cores = available_parallelism().map_or(0, usize::from);
        Self {
            title: format!("{}, {}, {cores} cores", company.ctx.now.strftime("%F"), company.size),
            rows: Vec::new(),
        }
    }

    /// A figure that is only reported.
    pub fn plain(&mut self, figure: impl Into<String>, is: impl Into<String>) {
        self.add(figure.into(), is.into(), String::new());
    }

    /// A figure with an aim.
    pub fn aimed(&mut self, figure: impl Into<String>, is: impl Into<String>, aim: &str, is_met: bool) {
        let word = if is_met { "met" } else { "missed" };
        self.add(figure.into(), is.into(), format!("{aim}: {word}"));
    }

    fn add(&mut self, figure: String, is: String, aim: String) {
        eprintln!("· {figure}: {is}");
        self.rows.push([figure, is, aim]);
    }

    /// As the README has it.
    pub fn print(&self) {
        let head = ["Figure", "Is", "Aim"].map(str::to_owned);
        let lines: Vec<&[String; 3]> = std::iter::once(&head).chain(&self.rows).collect();
        let widths = [0, 1, 2].map(|column| {
            let width = |line: &&[String; 3]| line.get(column).map_or(0, |cell| cell.chars().count());
            lines.iter().map(width).max().unwrap_or(0)
        });
        println!("\n{}\n", self.title);
        for (place, [figure, is, aim]) in lines.iter().copied().enumerate() {
            let [first, second, third] = widths;
            println!("| {figure:first$} | {is:second$} | {aim:third$} |");
            if place == 0 {
                println!("|-{}-|-{}-|-{}-|", "-".repeat(first), "-".repeat(second), "-".repeat(third));
            }
        }
    }
}
