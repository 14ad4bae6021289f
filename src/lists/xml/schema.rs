//! What can stand in an XML publication, and how often each of it does.

use super::{MAX_UNKNOWN, joined};
use crate::lists::fields::{FieldUse, Fields, Usage, Use, usage};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// What stands in a publication.
pub(in crate::lists) struct Schema {
    /// Local names that the root may have.
    pub roots: &'static [&'static str],
    /// Paths below the root of the subtrees that
    /// [`Document::next_record`](super::Document::next_record) gives.
    records: &'static [&'static str],
    /// Every element and attribute, also of the records.
    fields: Fields,
    /// The tree they make, once a file has been read.
    tree: OnceLock<Tree>,
}

impl Schema {
    /// Root, records and fields of a publication.
    pub const fn new(
        roots: &'static [&'static str],
        records: &'static [&'static str],
        fields: Fields,
    ) -> Schema {
        Schema { roots, records, fields, tree: OnceLock::new() }
    }

    fn tree(&self) -> &Tree {
        self.tree.get_or_init(|| Tree::of(self.records, self.fields))
    }
}

/// An element that may occur at a place.
pub(super) struct Node {
    /// Name of the element; empty for the root.
    pub name: &'static str,
    path: &'static str,
    pub usage: Use,
    /// Whether the element is the top of a record.
    pub is_record: bool,
    children: Vec<u32>,
    /// Places of its attributes in the tree's.
    attributes: Range<usize>,
}

/// An attribute that an element may have.
struct Attribute {
    name: &'static str,
    path: &'static str,
    usage: Use,
}

/// The elements and attributes that a schema knows; the root is node 0.
struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
}

impl Tree {
    fn of(records: &[&str], fields: Fields) -> Tree {
        let node = |name, path, usage| Node {
            name,
            path,
            usage,
            is_record: records.contains(&path),
            children: Vec::new(),
            attributes: 0..0,
        };
        let mut nodes = vec![node("", "", Use::Read)];
        let mut attributes: Vec<(usize, Attribute)> = Vec::new();
        for &(path, usage) in fields {
            let (mut parent, mut begin) = (0, 0);
            // The elements above a field are declared with it.
            for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
                let (name, whole) = (&path[begin..end], &path[..end]);
                begin = end + 1;
                if let Some(name) = name.strip_prefix('@') {
                    attributes.push((parent, Attribute { name, path, usage }));
                    break;
                }
                let of = if end == path.len() { usage } else { Use::Read };
                let mut known = nodes[parent].children.iter().map(|&child| child as usize);
                parent = match known.find(|&child| nodes[child].name == name) {
                    Some(child) => child,
                    None => {
                        let new = nodes.len();
                        nodes.push(node(name, whole, of));
                        nodes[parent].children.push(new as u32);
                        new
                    }
                };
            }
        }
        // Those of an element stand together, in their order.
        attributes.sort_by_key(|(node, _)| *node);
        for (at, (node, _)) in attributes.iter().enumerate() {
            let of = &mut nodes[*node].attributes;
            *of = if of.start == of.end { at..at + 1 } else { of.start..at + 1 };
        }
        let attributes = attributes.into_iter().map(|(_, attribute)| attribute).collect();
        Tree { nodes, attributes }
    }
}

/// How often each element and attribute of a schema has occurred in a file.
pub(super) struct Tally {
    tree: &'static Tree,
    nodes: Vec<Counted>,
    attributes: Vec<u64>,
    unknown: HashMap<String, u64>,
}

/// What has been seen of an element.
#[derive(Clone, Copy, Default)]
struct Counted {
    count: u64,
    /// Place among its children of the one found last: the next one of a file stands at it or behind
    /// it.
    last_child: usize,
    /// Place among its attributes of the one found last.
    last_attribute: usize,
}

impl Tally {
    /// Nothing counted yet.
    pub fn of(schema: &'static Schema) -> Tally {
        let tree = schema.tree();
        Tally {
            tree,
            nodes: vec![Counted::default(); tree.nodes.len()],
            attributes: vec![0; tree.attributes.len()],
            unknown: HashMap::new(),
        }
    }

    /// The node of an element with this local name directly in that of another.
    pub fn child(&mut self, parent: u32, name: &str) -> Option<u32> {
        let children = &self.tree.nodes[parent as usize].children;
        let last = &mut self.nodes[parent as usize].last_child;
        let is_named = |at: usize| self.tree.nodes[children[at] as usize].name == name;
        *last = from_last(children.len(), *last, is_named)?;
        Some(children[*last])
    }

    /// Counts an element.
    pub fn count(&mut self, node: u32) -> &'static Node {
        self.nodes[node as usize].count += 1;
        &self.tree.nodes[node as usize]
    }

    /// Counts an element that no schema names.
    pub fn count_unknown(&mut self, parent: u32, name: &str) {
        let path = joined(self.tree.nodes[parent as usize].path, name);
        if self.unknown.len() < MAX_UNKNOWN || self.unknown.contains_key(&path) {
            *self.unknown.entry(path).or_default() += 1;
        }
    }

    /// Counts an attribute; gives its name if it is read.
    pub fn count_attribute(&mut self, node: u32, name: &str) -> Option<&'static str> {
        let places = self.tree.nodes[node as usize].attributes.clone();
        let attributes = &self.tree.attributes[places.clone()];
        let last = &mut self.nodes[node as usize].last_attribute;
        let Some(at) = from_last(attributes.len(), *last, |at| attributes[at].name == name) else {
            self.count_unknown(node, &format!("@{name}"));
            return None;
        };
        *last = at;
        self.attributes[places.start + at] += 1;
        (attributes[at].usage == Use::Read).then_some(attributes[at].name)
    }

    /// Every field that has occurred.
    pub fn fields(self) -> Vec<FieldUse> {
        let field =
            |path: &str, count, of| FieldUse { field: path.to_owned(), count, usage: usage(of) };
        let mut fields = Vec::new();
        for (node, counted) in self.tree.nodes.iter().zip(&self.nodes).skip(1) {
            if counted.count > 0 {
                fields.push(field(node.path, counted.count, node.usage));
            }
            for at in node.attributes.clone().filter(|&at| self.attributes[at] > 0) {
                let attribute = &self.tree.attributes[at];
                fields.push(field(attribute.path, self.attributes[at], attribute.usage));
            }
        }
        let mut unknown: Vec<(String, u64)> = self.unknown.into_iter().collect();
        unknown.sort();
        let unknown = unknown.into_iter();
        fields.extend(unknown.map(|(field, count)| FieldUse {
            field,
            count,
            usage: Usage::Unknown,
        }));
        fields
    }
}

/// The first of so many places that is the one, beginning with the last one found and going round.
fn from_last(places: usize, last: usize, is_it: impl Fn(usize) -> bool) -> Option<usize> {
    (last..places).chain(0..last).find(|&at| is_it(at))
}
