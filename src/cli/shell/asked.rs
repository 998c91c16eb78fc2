//! What the commands take alike: the store, the order, how many, and the form they answer in. It decides nothing.

use crate::search::Order;
use clap::ValueEnum;
use std::path::PathBuf;

/// Which articles of which store.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Asked {
    /// The store, as for the reader
    #[arg(long, value_name = "DIR")]
    pub store: Option<PathBuf>,

    /// The order, in place of sort: in the words; without either newest first, in a search best match first
    #[arg(long, value_name = "ORDER")]
    pub sort: Option<Sort>,

    /// No more than N, in place of limit: in the words
    #[arg(long, value_name = "N", value_parser = limit)]
    pub limit: Option<usize>,
}

/// The forms for programs; one at most.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
#[group(multiple = false)]
pub struct Forms {
    /// One JSON object: version, and what there is
    #[arg(long)]
    pub json: bool,

    /// A JSON object a line, without a version
    #[arg(long)]
    pub jsonl: bool,

    /// Columns parted by tabs, without a heading
    #[arg(long)]
    pub tsv: bool,

    /// What xargs -0 reads, each ended by a NUL: of articles the absolute paths as they are, of topics the names, of stats the store's path
    #[arg(short = '0', long = "null")]
    pub null: bool,
}

/// A form for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Json,
    JsonLines,
    Tsv,
    Null,
}

/// An order by the word it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    Newest,
    Oldest,
    Heat,
    Quality,
    Title,
    Outlet,
    // What was opened or read last first.
    Seen,
    // How well the words match.
    Relevance,
}

/// An order of topics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum TopicSort {
    // As the reader lists them.
    #[default]
    Tree,
    Name,
    // Most first.
    Articles,
}

/// An order of outlets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum OutletSort {
    // Most first.
    #[default]
    Articles,
    Name,
}

/// A number of what is to be told, as `limit:` takes it too: to ask for nothing is a slip.
pub fn limit(written: &str) -> Result<usize, String> {
    match written.parse() {
        Ok(0) => Err("write 1 or more".to_owned()),
        Ok(number) => Ok(number),
        Err(_) => Err("no number; write --limit 20".to_owned()),
    }
}

impl Forms {
    pub fn form(self) -> Option<Form> {
        let all =
            [(self.json, Form::Json), (self.jsonl, Form::JsonLines), (self.tsv, Form::Tsv), (self.null, Form::Null)];
        all.into_iter().find_map(|(asked, form)| asked.then_some(form))
    }
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Order {
        match sort {
            Sort::Newest => Order::Newest,
            Sort::Oldest => Order::Oldest,
            Sort::Heat => Order::Heat,
            Sort::Quality => Order::Quality,
            Sort::Title => Order::Title,
            Sort::Outlet => Order::Outlet,
            Sort::Seen => Order::Seen,
            Sort::Relevance => Order::Best,
        }
    }
}
