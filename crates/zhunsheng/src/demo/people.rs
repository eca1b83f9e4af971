//! Who works in the invented county: one person of each role, and a clerk and a reviewer in every unit.
use crate::demo::county::{AREA, Department};
use anyhow::Result;
use std::collections::BTreeMap;
use zs_store::{NewAccount, NewNode, NodeKind, Role, Writer};

/// Everybody's password in the demonstration.
pub const PASSWORD: &str = "Qinghe-2026";

/// Somebody, as the list that is printed shows them.
pub struct Person {
    /// The name to log in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Where.
    pub place: String,
}

/// The numbers of everything that documents refer to.
#[derive(Default)]
pub struct Directory {
    /// Nodes by code.
    pub nodes: BTreeMap<String, i64>,
    /// Accounts by login.
    pub accounts: BTreeMap<String, i64>,
    /// Everybody, in the order in which they are printed.
    pub people: Vec<Person>,
}

const COUNTY: &[(&str, &str, Role)] = &[
    ("finance", "陆清源", Role::FinanceReviewer),
    ("leader", "沈怀远", Role::Leader),
    ("system", "顾维之", Role::SystemAdmin),
    ("security", "程守正", Role::SecurityAdmin),
    ("audit", "严明鉴", Role::AuditAdmin),
];

const FAMILY: [char; 14] =
    ['林', '苏', '田', '乔', '温', '柳', '邵', '康', '贺', '梁', '纪', '薛', '阮', '祝'];
const CLERKS: [&str; 7] = ["禾", "晓岚", "文静", "小川", "一鸣", "思齐", "若水"];
const REVIEWERS: [&str; 7] = ["建中", "国平", "慎行", "志远", "秋实", "广平", "立新"];

/// Builds the tree and its people.
pub async fn furnish(
    writer: &mut Writer,
    departments: &[Department],
    hash: &str,
    at: i64,
) -> Result<Directory> {
    let mut all = Directory::default();
    all.nodes.insert(AREA.0.to_owned(), 1);
    for (login, name, role) in COUNTY {
        let place = if *role == Role::FinanceReviewer { "青禾县财政局" } else { AREA.1 };
        all.add(writer, (login, name, place), *role, 1, (hash, at)).await?;
    }
    let mut n = 0;
    for department in departments {
        let (code, name) = (&department.code, &department.name);
        let kind = NodeKind::Department;
        let node = writer.create_node(&NewNode { parent: 1, kind, code, name, now: at }).await?;
        all.nodes.insert(code.clone(), node);
        let (login, person) = (format!("d{code}"), person(n + 7, &REVIEWERS));
        let who = (login.as_str(), person.as_str(), name.as_str());
        all.add(writer, who, Role::DepartmentReviewer, node, (hash, at)).await?;
        for unit in &department.units {
            let new = NewNode {
                parent: node,
                kind: NodeKind::Unit,
                code: &unit.code,
                name: &unit.name,
                now: at,
            };
            let id = writer.create_node(&new).await?;
            all.nodes.insert(unit.code.clone(), id);
            for (letter, names, role) in
                [("c", &CLERKS, Role::Clerk), ("u", &REVIEWERS, Role::UnitReviewer)]
            {
                let (login, name) = (format!("{letter}{}", unit.code), self::person(n, names));
                let who = (login.as_str(), name.as_str(), unit.name.as_str());
                all.add(writer, who, role, id, (hash, at)).await?;
                n += 3;
            }
        }
    }
    Ok(all)
}

fn person(n: usize, names: &[&str]) -> String {
    format!("{}{}", FAMILY[n % FAMILY.len()], names[n / 2 % names.len()])
}

impl Directory {
    async fn add(
        &mut self,
        writer: &mut Writer,
        (login, name, place): (&str, &str, &str),
        role: Role,
        node: i64,
        (password, at): (&str, i64),
    ) -> Result<()> {
        let new = NewAccount { login, name, node, password, password_at: at, now: at };
        let id = writer.create_account(&new).await?;
        writer.grant_role(id, node, role, None, at).await?;
        self.accounts.insert(login.to_owned(), id);
        let (login, name, place) = (login.to_owned(), name.to_owned(), place.to_owned());
        self.people.push(Person { login, name, role, place });
        Ok(())
    }
}

/// What a role is called.
pub const fn title(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Clerk => ("填报", "clerk"),
        Role::UnitReviewer => ("单位审核", "unit reviewer"),
        Role::DepartmentReviewer => ("部门审核", "department reviewer"),
        Role::FinanceReviewer => ("财政审核", "finance reviewer"),
        Role::Leader => ("领导/查看", "leader"),
        Role::SystemAdmin => ("系统管理员", "system administrator"),
        Role::SecurityAdmin => ("安全管理员", "security administrator"),
        Role::AuditAdmin => ("审计管理员", "audit administrator"),
    }
}
