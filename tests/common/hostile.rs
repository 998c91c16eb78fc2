//! The damaged and hostile files of `tests/hostile/cases.jsonl`: what they are, and writing them to a folder. What must come of them each
//! test judges itself.

use base64::Engine;
use serde_json::Value;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Read;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

/// All cases, a line each.
pub fn cases() -> Vec<Value> {
    let cases = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/cases.jsonl")).unwrap();
    let cases: Vec<Value> = cases.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(cases.len(), 348);
    cases
}

pub fn bytes_of(value: &Value) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(value.as_str().unwrap()).unwrap()
}

pub fn path_of(case: &Value) -> PathBuf {
    PathBuf::from(OsString::from_vec(bytes_of(&case["path_b64"])))
}

/// Writes the cases below `root`; modes last, so that what is in a locked folder can be written.
pub fn unpack(cases: &[Value], root: &Path) {
    let mut modes = Vec::new();
    for case in cases {
        let path = root.join(path_of(case));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        match case["kind"].as_str().unwrap() {
            "file" => {
                fs::write(&path, contents(case)).unwrap();
                if let Some(size) = case["sparse"].as_u64() {
                    fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(size).unwrap();
                }
                modes.push((path, case["mode"].as_str()));
            }
            "symlink" => symlink(OsStr::from_bytes(&bytes_of(&case["target_b64"])), &path).unwrap(),
            "fifo" => {
                let mode = rustix::fs::Mode::from_raw_mode(0o644);
                rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
            }
            "dir" => {
                fs::create_dir_all(&path).unwrap();
                modes.push((path, case["mode"].as_str()));
            }
            kind => panic!("unknown kind {kind}"),
        }
    }
    for (path, mode) in modes {
        if let Some(mode) = mode.filter(|mode| !["0o644", "0o755"].contains(mode)) {
            let mode = u32::from_str_radix(mode.trim_start_matches("0o"), 8).unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    }
}

fn contents(case: &Value) -> Vec<u8> {
    let mut contents = Vec::new();
    match &case["zdata"] {
        // The sparse file's head is not among the data.
        Value::Null => {
            let id = case["id"].as_str().unwrap();
            contents.extend(format!("---\ntitle: Title {id}\n---\nBody of {id}.\n").bytes());
        }
        data => {
            flate2::read::ZlibDecoder::new(&*bytes_of(data)).read_to_end(&mut contents).unwrap();
        }
    }
    contents
}

/// Whether that state, with those codes, is what the case asks for.
pub fn is_state(case: &Value, state: &str, codes: &[&str]) -> bool {
    let code = case["code"].as_str().unwrap();
    let has_code = code.is_empty() || codes.contains(&code);
    match case["state"].as_str().unwrap() {
        // A note more or less does not matter here.
        "shown" | "shown+note" if case["note_optional"] == true => state.starts_with("shown"),
        expected => state == expected && has_code,
    }
}

/// So that the folder can be taken away by whoever made it.
pub fn unlock(root: &Path) {
    let locked = root.join("11-files/special/noread");
    fs::set_permissions(locked, fs::Permissions::from_mode(0o755)).unwrap();
}
