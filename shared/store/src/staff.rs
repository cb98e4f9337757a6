//! Members of staff and their classes, read at each request: a substitute or a removed teacher takes effect at once.
//! They belong to no campaign and are sealed with the school's key.

use crate::item::{Read, sealed_item};
use crate::keys::Key;
use crate::{KeyOwner, Store, StoreError};
use domain::{ClassCode, SchoolId, StaffMember, StaffRole};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A member of staff as the operator enters them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRecord {
    /// The staff pool's immutable user name.
    pub username: String,
    /// The school.
    pub school: SchoolId,
    /// The name that colleagues see.
    pub name: String,
    /// What this person may do.
    pub role: StaffRole,
    /// A teacher's classes.
    pub classes: Vec<Assignment>,
}

/// A class of a teacher, for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The class.
    pub class: ClassCode,
    /// The first day.
    pub from: Date,
    /// The last day, if known.
    pub until: Option<Date>,
}

impl StaffRecord {
    /// As written into history.
    pub fn member(&self) -> StaffMember {
        StaffMember { username: self.username.clone(), name: self.name.clone(), role: self.role }
    }

    /// The teacher's classes on a day, in the order entered; both ends of an assignment count.
    pub fn classes_on(&self, day: Date) -> impl Iterator<Item = &ClassCode> {
        let current = move |a: &&Assignment| a.from <= day && a.until.is_none_or(|until| day <= until);
        self.classes.iter().filter(current).map(|a| &a.class)
    }

    /// Whether a class of a school is this person's on a day: a registrar's are all of the school.
    pub fn covers(&self, school: &SchoolId, class: &ClassCode, day: Date) -> bool {
        let own = match self.role {
            StaffRole::Registrar => true,
            StaffRole::Teacher => self.classes_on(day).any(|mine| mine == class),
        };
        self.school == *school && own
    }
}

impl Store {
    /// A member of staff, `None` when the roster does not know them.
    pub async fn staff(&self, username: &str) -> Result<Option<StaffRecord>, StoreError> {
        match self.get(&Key::staff(username)).await? {
            Some(item) => {
                let read = Read::new(&item)?;
                let key = self.wrapping_key(&read.needed("key")?).await?;
                read.open(&key).map(Some)
            }
            None => Ok(None),
        }
    }

    /// Enters or replaces a member of staff.
    pub async fn put_staff(&self, record: &StaffRecord) -> Result<(), StoreError> {
        let owner = KeyOwner { school: record.school.clone(), campaign: None };
        let (_, key) = self.newest_wrapping_key(&owner).await?;
        let (item, _) = sealed_item(&key, &Key::staff(&record.username), record)?;
        let put = self.client.put_item().table_name(self.table()).set_item(Some(item));
        put.send().await.map(drop).map_err(|error| StoreError::sdk("put a member of staff", error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn teacher(until: Option<Date>) -> StaffRecord {
        StaffRecord {
            username: "t-1".into(),
            school: SchoolId::parse("demo").unwrap(),
            name: "王老師".into(),
            role: StaffRole::Teacher,
            classes: vec![Assignment { class: ClassCode::parse("101").unwrap(), from: date(2026, 8, 1), until }],
        }
    }

    #[test]
    fn a_teacher_covers_a_class_from_the_first_to_the_last_day() {
        let (school, class) = (SchoolId::parse("demo").unwrap(), ClassCode::parse("101").unwrap());
        let covers = |day| teacher(Some(date(2026, 8, 31))).covers(&school, &class, day);
        assert_eq!(
            [date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 31), date(2026, 9, 1)].map(covers),
            [false, true, true, false]
        );
        assert!(teacher(None).covers(&school, &class, date(2027, 1, 1)));
    }

    #[test]
    fn a_registrar_covers_every_class_of_one_school_only() {
        let registrar = StaffRecord { role: StaffRole::Registrar, classes: vec![], ..teacher(None) };
        let class = ClassCode::parse("305").unwrap();
        assert!(registrar.covers(&registrar.school, &class, date(2026, 9, 1)));
        assert!(!registrar.covers(&SchoolId::parse("other").unwrap(), &class, date(2026, 9, 1)));
    }
}
