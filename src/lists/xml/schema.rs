//! What can stand in an XML publication, and how often each of it does.

use super::{MAX_UNKNOWN, joined};
use crate::lists::fields::{FieldUse, Fields, Usage, Use, usage};
use std::collections::HashMap;

/// What stands in a publication.
pub(in crate::lists) struct Schema {
    /// Local names that the root may have.
    pub roots: &'static [&'static str],
    /// Paths below the root of the subtrees that
    /// [`Document::next_record`](super::Document::next_record) gives.
    pub records: &'static [&'static str],
    /// Every element and attribute, also of the records.
    pub fields: Fields,
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
    /// Place in `children` of the one found last: the next one of a file stands at it or behind it.
    last_child: usize,
    attributes: Vec<Attribute>,
    /// Place in `attributes` of the one found last.
    last_attribute: usize,
    /// How often it has occurred.
    count: u64,
}

/// An attribute that an element may have.
struct Attribute {
    name: &'static str,
    path: &'static str,
    usage: Use,
    count: u64,
}

/// The elements that a schema knows as the tree they make, with what has been counted so far; the root
/// is node 0.
pub(super) struct Tree {
    nodes: Vec<Node>,
    unknown: HashMap<String, u64>,
}

impl Tree {
    pub fn of(schema: &Schema) -> Tree {
        let node = |name, path, usage| Node {
            name,
            path,
            usage,
            is_record: schema.records.contains(&path),
            children: Vec::new(),
            last_child: 0,
            attributes: Vec::new(),
            last_attribute: 0,
            count: 0,
        };
        let mut tree = Tree { nodes: vec![node("", "", Use::Read)], unknown: HashMap::new() };
        for &(path, usage) in schema.fields {
            let (mut parent, mut begin) = (0, 0);
            // The elements above a field are declared with it.
            for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
                let (name, whole) = (&path[begin..end], &path[..end]);
                begin = end + 1;
                if let Some(name) = name.strip_prefix('@') {
                    let attribute = Attribute { name, path, usage, count: 0 };
                    tree.nodes[parent as usize].attributes.push(attribute);
                    break;
                }
                let of = if end == path.len() { usage } else { Use::Read };
                // Fields stand in the order of the file: the last child is it, or there is none.
                parent = tree.child(parent, name).unwrap_or_else(|| {
                    let new = tree.nodes.len() as u32;
                    tree.nodes.push(node(name, whole, of));
                    tree.nodes[parent as usize].children.push(new);
                    new
                });
            }
        }
        tree
    }

    /// The node of an element with this local name directly in that of another.
    pub fn child(&mut self, parent: u32, name: &str) -> Option<u32> {
        let Node { children, last_child, .. } = &self.nodes[parent as usize];
        let is_named = |at: usize| self.nodes[children[at] as usize].name == name;
        let at = from_last(children.len(), *last_child, is_named)?;
        let child = children[at];
        self.nodes[parent as usize].last_child = at;
        Some(child)
    }

    /// Counts an element.
    pub fn count(&mut self, node: u32) -> &Node {
        let node = &mut self.nodes[node as usize];
        node.count += 1;
        node
    }

    /// Counts an element that no schema names.
    pub fn count_unknown(&mut self, parent: u32, name: &str) {
        let path = joined(self.nodes[parent as usize].path, name);
        if self.unknown.len() < MAX_UNKNOWN || self.unknown.contains_key(&path) {
            *self.unknown.entry(path).or_default() += 1;
        }
    }

    /// Counts an attribute; gives its name if it is read.
    pub fn count_attribute(&mut self, node: u32, name: &str) -> Option<&'static str> {
        let Node { attributes, last_attribute, .. } = &mut self.nodes[node as usize];
        let is_named = |at: usize| attributes[at].name == name;
        let Some(at) = from_last(attributes.len(), *last_attribute, is_named) else {
            self.count_unknown(node, &format!("@{name}"));
            return None;
        };
        *last_attribute = at;
        let attribute = &mut attributes[at];
        attribute.count += 1;
        (attribute.usage == Use::Read).then_some(attribute.name)
    }

    /// Every field that has occurred.
    pub fn fields(self) -> Vec<FieldUse> {
        let declared = self.nodes.into_iter().skip(1).flat_map(|node| {
            let of = |path: &str, count, of| FieldUse {
                field: path.to_owned(),
                count,
                usage: usage(of),
            };
            let element = (node.count > 0).then(|| of(node.path, node.count, node.usage));
            let attributes: Vec<FieldUse> = node
                .attributes
                .iter()
                .filter(|attribute| attribute.count > 0)
                .map(|attribute| of(attribute.path, attribute.count, attribute.usage))
                .collect();
            element.into_iter().chain(attributes)
        });
        let unknown = self.unknown.into_iter();
        let mut unknown: Vec<FieldUse> = unknown
            .map(|(field, count)| FieldUse { field, count, usage: Usage::Unknown })
            .collect();
        unknown.sort_by(|a, b| a.field.cmp(&b.field));
        declared.chain(unknown).collect()
    }
}

/// The first of so many places that is the one, beginning with the last one found and going round.
fn from_last(places: usize, last: usize, is_it: impl Fn(usize) -> bool) -> Option<usize> {
    (last..places).chain(0..last).find(|&at| is_it(at))
}
