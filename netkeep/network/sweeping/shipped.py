"""Questions for every job: each brings to mind people one would forget."""

from typing import NamedTuple

from netkeep.network.sweeping.phase import Phase

_ALWAYS: tuple[Phase, ...] = ("first", "middle", "last", "after")
_LATER: tuple[Phase, ...] = ("middle", "last", "after")
_HERE: tuple[Phase, ...] = ("first", "middle", "last")


class Shipped(NamedTuple):
    """A question: the relation of its answers to the owner, and the phases and kinds of job it is for (none: all)."""

    key: str
    relation: str
    text: str
    phases: tuple[Phase, ...] = _ALWAYS
    kinds: tuple[str, ...] = ()


_PAID = ("contract", "employment")

SHIPPED: tuple[Shipped, ...] = (
    # The team
    Shipped("near", "peer", "Who sits or sat near you, and is not in the vault yet?"),
    Shipped("first-day", "peer", "Who showed you round on the first day?", ("first", "after")),
    Shipped("stand-in", "peer", "Who stands in for you when you are away?", _HERE),
    Shipped("explains", "peer", "Whom do you ask when nobody else knows the answer?", _HERE),
    Shipped("review-work", "peer", "Who reviewed your work, and made it better?"),
    Shipped("left-lately", "peer", "Who has left recently, and was there when you came?", ("middle", "last")),
    Shipped("starts-next", "peer", "Who has just started, or starts next?", ("middle", "last")),
    Shipped("taught", "report", "Whom did you train, supervise or show the ropes?"),
    Shipped("boss", "manager", "Whom did you report to, dotted lines included?"),
    Shipped("boss-before", "manager", "Who was your boss before the last reorganisation?", _LATER),
    # Other teams
    Shipped("reception", "other-team", "Who is at reception, and knows everybody's name?"),
    Shipped("facilities", "other-team", "Who has the keys: who looks after the building?"),
    Shipped("it-support", "other-team", "Who at IT support got your machine to work?"),
    Shipped("security", "other-team", "Who in security or data protection signed off your access?"),
    Shipped("payroll", "other-team", "Who in payroll answers when a payslip is wrong?", _ALWAYS, ("employment",)),
    Shipped("invoices", "other-team", "Who in finance approved your invoices?", _ALWAYS, ("contract",)),
    Shipped("tea", "other-team", "Who keeps the place going, unasked: tea, keys, rota?", _ALWAYS, ("volunteer",)),
    Shipped("legal", "other-team", "Who read your contract, in legal or procurement?", _ALWAYS, _PAID),
    Shipped("hr", "other-team", "Who in HR would pick up the phone for you?", _ALWAYS, _PAID),
    Shipped("lunch", "other-team", "Whom did you eat with, who was not in your team?"),
    Shipped(
        "on-call", "other-team", "Who was there on the night when everything was down?", ("middle", "last", "after")
    ),
    Shipped("users", "other-team", "Who uses what you make, and told you what is wrong with it?"),
    Shipped("next-team", "other-team", "Whom do you wait for, in the team whose work comes before yours?", _HERE),
    Shipped("social", "other-team", "Who organises the quiz, the run, the choir or the leaving cards?"),
    Shipped("hand-over", "other-team", "Who takes over what you leave behind?", ("last", "after")),
    # Leadership
    Shipped("bosss-boss", "leadership", "Who is your boss's boss?"),
    Shipped("assistant", "leadership", "Who keeps the diary of the people at the top?"),
    Shipped("board", "leadership", "Who at the top has heard you present something?"),
    Shipped("budget", "leadership", "Who signed for the money you spend, or are paid from?"),
    Shipped("sponsor", "leadership", "Who at the top would say a good word if you were not in the room?"),
    # Vendors
    Shipped("vendor", "vendor", "Which vendor did you last ring, and who picked up?"),
    Shipped("account", "vendor", "Who sells you the tool that you use every day?"),
    Shipped("consultant", "vendor", "Which consultant or freelancer worked beside you?"),
    Shipped(
        "trainer", "vendor", "Who gave the training or the talk that you still quote?", ("middle", "last", "after")
    ),
    # Customers
    Shipped("customer", "customer", "Which customer knows you by name?"),
    Shipped("complaint", "customer", "Which customer complained, and was happy in the end?"),
    Shipped("partner", "customer", "Who at a partner or an authority did you write to?"),
    # Recruiters
    Shipped("recruiter", "recruiter", "Which recruiter brought you here, or has asked you since?", _ALWAYS, _PAID),
    Shipped(
        "interviewer", "peer", "Who interviewed you, and was for or against you?", ("first", "middle", "after"), _PAID
    ),
    Shipped("hiring", "recruiter", "Who does the hiring there, and for whom next?", _LATER, _PAID),
    # The end
    Shipped("card", "other-team", "Who will sign the card, and is not in the vault yet?", ("last",)),
    Shipped("last-walk", "other-team", "Walk every floor in your mind: whose desk do you pass?", ("last",)),
    Shipped("miss", "peer", "Whom would you miss on the Monday after?", ("last", "after")),
    Shipped("reference", "leadership", "Who could confirm in five years that you were there?", ("last", "after")),
    Shipped("moved-on", "peer", "Who has moved on since, and where to?", ("after",)),
)
"""Group by group, in the order in which most people forget them last."""
