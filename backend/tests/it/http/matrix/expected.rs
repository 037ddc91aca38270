//! What has to come of a request.

use super::asked::{Act, Asked};
use super::people::Asker;

/// Where the thing is that the address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the sandbox, where the askers have their roles; or made by the asker.
    Own,
    /// In another environment; or made by another.
    Foreign,
    /// Nowhere.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// Whoever asks may. What they asked may still be wrong.
    LetIn,
    /// Whoever asks may, and there is no such thing.
    LetInToNothing,
    SignIn,
    InPerson,
    NotPermitted,
    Missing,
}

use Expected::{InPerson, LetIn, LetInToNothing, Missing, NotPermitted, SignIn};

pub(super) fn expected(asker: Asker, asked: Asked, place: Place) -> Expected {
    if asked == Asked::Nothing {
        return LetIn;
    }
    if asker == Asker::Nobody {
        return SignIn;
    }
    match asked {
        Asked::Nothing => LetIn,
        Asked::Account => {
            if asker.is_link() {
                SignIn
            } else {
                LetIn
            }
        }
        Asked::Oneself => oneself(asker),
        Asked::Anywhere(act) => by_right(asker, asker.may(act)),
        Asked::Everywhere(act) => match (by_right(asker, asker.everywhere() && asker.may(act)), place) {
            (LetIn, Place::None) => LetInToNothing,
            (refused_or_not, _) => refused_or_not,
        },
        Asked::Design(act) => match (asker.may(act), asker.may(Act::See)) {
            (true, _) if place == Place::None => LetInToNothing,
            (true, _) => LetIn,
            (false, true) => NotPermitted,
            (false, false) => Missing,
        },
        Asked::There(act) => there(asker, place, asker.may(act), asker.may(Act::See)),
        Asked::Review(act) => {
            there(asker, place, asker.may(act) || asker.link_may(act), asker.may(Act::See) || asker.link_may(Act::See))
        }
        Asked::ReviewByAccount(act) => {
            there(asker, place, asker.may(act), asker.may(Act::See) || asker.link_may(Act::See))
        }
        Asked::Own => match (oneself(asker), place) {
            (LetIn, Place::Own) => LetIn,
            (LetIn, Place::Foreign) if asker.everywhere() => LetIn,
            (LetIn, Place::Foreign | Place::None) => Missing,
            (refused, _) => refused,
        },
        Asked::OwnDecision => match there(asker, place, asker.may(Act::See), asker.may(Act::See) || asker.is_link()) {
            LetIn => oneself(asker),
            other => other,
        },
    }
}

/// In one environment, out of the asker's sight, or nowhere.
fn there(asker: Asker, place: Place, may: bool, sees: bool) -> Expected {
    match place {
        Place::None if asker.everywhere() => LetInToNothing,
        Place::Foreign if asker.everywhere() => LetIn,
        Place::None | Place::Foreign => Missing,
        Place::Own => match (may, sees) {
            (true, _) => LetIn,
            (false, true) if asker.is_link() => SignIn,
            (false, true) => NotPermitted,
            (false, false) => Missing,
        },
    }
}

fn oneself(asker: Asker) -> Expected {
    match (asker.is_link(), asker.is_program()) {
        (true, _) => SignIn,
        (_, true) => InPerson,
        (false, false) => LetIn,
    }
}

fn by_right(asker: Asker, may: bool) -> Expected {
    match (may, asker.is_link()) {
        (true, _) => LetIn,
        (false, true) => SignIn,
        (false, false) => NotPermitted,
    }
}

/// What has to come of a request on a design for an environment that the body names.
pub(super) fn expected_in_body(asker: Asker, acts: &[Act], place: Place) -> Expected {
    match expected(asker, Asked::Design(acts[0]), Place::Own) {
        LetIn => there(asker, place, acts.iter().all(|act| asker.may(*act)), asker.may(Act::See)),
        refused => refused,
    }
}

/// What has to come of a decision on a review: only people decide.
pub(super) fn expected_decision(asker: Asker, act: Act, place: Place) -> Expected {
    match expected(asker, Asked::Review(Act::Comment), place) {
        LetIn if asker.is_link() || asker.is_program() => oneself(asker),
        LetIn if !asker.may(act) => NotPermitted,
        gate => gate,
    }
}
