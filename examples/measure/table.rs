//! The figures of a run: kept as they were measured, told as medians in a Markdown table, with the machine above it, and
//! whole as JSON. It measures nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::rows::{ROWS, Row, Unit};

/// All figures, by their row's key and the store's number.
#[derive(Debug, Default)]
pub struct Figures {
    /// Each store's number of files.
    stores: Vec<usize>,
    samples: BTreeMap<(String, usize), Vec<f64>>,
    /// What could not be measured, and why.
    pub notes: Vec<String>,
}

impl Figures {
    /// Figures from here on are another store's.
    pub fn begin(&mut self, files: usize) {
        self.stores.push(files);
    }

    /// Adds one measurement of the present store.
    pub fn add(&mut self, key: &str, value: f64) {
        let store = self.stores.len().saturating_sub(1);
        self.samples.entry((key.to_owned(), store)).or_default().push(value);
    }

    pub fn note(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.notes.contains(&what) {
            self.notes.push(what);
        }
    }

    fn median(&self, key: &str, store: usize) -> Option<f64> {
        self.samples.get(&(key.to_owned(), store)).and_then(|samples| median(samples))
    }

    /// The table; rows that nothing was measured for are left out.
    pub fn markdown(&self) -> String {
        let mut out = String::from("| |");
        for files in &self.stores {
            let _ = write!(out, " {} files | against |", thousands(*files));
        }
        out.push_str("\n|---|");
        self.stores.iter().for_each(|_| out.push_str("--:|:--|"));
        out.push('\n');
        for row in ROWS {
            let stores = 0..self.stores.len();
            // Rows that need root, or another program, are explained by a note instead.
            let optional = ["cold", "rg.", "newsboat."].iter().any(|part| row.key.contains(part));
            if optional && stores.clone().all(|store| self.median(row.key, store).is_none()) {
                continue;
            }
            let _ = write!(out, "| {} |", row.name);
            for store in stores {
                let value = self.median(row.key, store);
                let told = value.map_or_else(|| "-".to_owned(), |value| told(value, row.unit));
                let _ = write!(out, " {told} | {} |", self.ratios(row, store));
            }
            out.push('\n');
        }
        for note in &self.notes {
            let _ = write!(out, "\n{note}\n");
        }
        out
    }

    fn ratios(&self, row: &Row, store: usize) -> String {
        let Some(value) = self.median(row.key, store) else { return String::new() };
        let ratios = row.against.iter().filter_map(|(key, name)| {
            let ratio = value / self.median(key, store)?;
            Some(if ratio < 9.95 { format!("{ratio:.1}x {name}") } else { format!("{ratio:.0}x {name}") })
        });
        ratios.collect::<Vec<_>>().join(", ")
    }

    /// Every measurement, the first ones too.
    pub fn json(&self, machine: &[(&str, String)]) -> Value {
        let stores: Vec<Value> = (0..self.stores.len())
            .map(|store| {
                let figures: Map<String, Value> = self
                    .samples
                    .iter()
                    .filter(|((_, of), _)| *of == store)
                    .map(|((key, _), samples)| (key.clone(), json!({"median": median(samples), "samples": samples})))
                    .collect();
                json!({"files": self.stores[store], "figures": figures})
            })
            .collect();
        let machine: Map<String, Value> = machine.iter().map(|(name, is)| ((*name).to_owned(), json!(is))).collect();
        json!({"machine": machine, "stores": stores, "notes": self.notes})
    }
}

/// The middle of all but the first, which finds things cold that the others find warm.
fn median(samples: &[f64]) -> Option<f64> {
    let mut sorted = samples.get(usize::from(samples.len() > 1)..)?.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(sorted[middle]),
        _ => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
    }
}

fn told(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Ms if value >= 999.5 => format!("{} ms", thousands(value.round() as usize)),
        Unit::Ms => format!("{value:.1} ms"),
        Unit::MiB => format!("{value:.1}"),
        Unit::Bytes | Unit::Times => thousands(value.round() as usize),
    }
}

/// `1,000,000`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
