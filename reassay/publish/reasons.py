"""A finding in English: the template of its check with the numbers it compared, each in its own unit."""

from __future__ import annotations

from decimal import Decimal
from string import Formatter

from reassay.base.claim import Claim
from reassay.base.period import Period
from reassay.base.verdict import Finding
from reassay.publish.wording import bare, grouped, in_unit, percent, say, when
from reassay.reference.cards import metrics
from reassay.reference.grammar import table


def reason(finding: Finding, claim: Claim) -> str:
    """What the check found, as a sentence without its full stop."""
    templates: dict[str, str] = table("glossary/sentences.toml")["findings"]
    labels = dict(finding.numbers)
    key = f"{finding.check} share {finding.outcome}" if "share" in labels and finding.check == "part_exceeds_whole" else ""
    own = f"{finding.check} {finding.outcome}"  # a check has several ways to fire, each with numbers of its own: " 2" and " 3" follow
    ways = [found for name in (key, own, f"{own} 2", f"{own} 3") if (found := templates.get(name)) is not None]
    if not ways:
        return finding.says
    places = {label.replace(" ", "_"): shown(label, value, claim) for label, value in finding.numbers}
    if "difference" in labels:
        places["difference"] = in_unit(abs(labels["difference"]), unit(claim)) + (" less" if labels["difference"] < 0 else " more")
    if finding.dates:
        places |= {"day": bare(finding.dates[0]), "when": when(Period(finding.dates[0]))}
    known = {**places, **register_of(claim), **limit_of(finding, labels)}
    for one in ways:
        if {name for _, name, _, _ in Formatter().parse(one) if name} <= set(known):
            return one.format(**known)
    return finding.says


def shown(label: str, value: Decimal, claim: Claim) -> str:
    """One number of a finding: per cent, plain, or in the claim's unit."""
    kinds = table("glossary/sentences.toml")["labels"]
    if label in kinds["percent"]:
        return f"{percent(value)} %"
    return grouped(value) if label in kinds["plain"] else in_unit(value, unit(claim))


def unit(claim: Claim) -> str | None:
    """The claim's unit."""
    return claim.quantity.unit if claim.quantity else None


def register_of(claim: Claim) -> dict[str, str]:
    """The register that will show a claim, where its metric has one."""
    card = metrics().get(claim.metric)
    return {"register": table("lags.toml")[card.lag]["title"]} if card and card.lag else {}


def limit_of(finding: Finding, labels: dict[str, Decimal]) -> dict[str, str]:
    """Name and value of a limit in its own unit, and the claim's value converted to it."""
    if "limit" not in labels or len(finding.names) < 3:
        return {}
    name, statement, own = finding.names[:3]
    converted = f": {in_unit(labels['value converted'], own)}" if "value converted" in labels else ""
    return {"limit": in_unit(labels["limit"], own), "name": f"{name}, {statement[:1].lower()}{statement[1:]}", "converted": converted}


def explained(finding: Finding, claim: Claim) -> str:
    """A line of "how this was reached": the check, what it found, its formula."""
    check = finding.check.replace("_", " ")
    if finding.outcome == "lacks":
        lacks = say("lacks", check=check, lacks=", ".join(finding.lacks))
        return lacks if not finding.numbers else say("finding_lacks", lacks=lacks.rstrip("."), text=finding.says)
    formula = f" [{finding.formula}]" if finding.formula else ""
    return say("finding", check=check, text=reason(finding, claim)) + f"{formula}."
