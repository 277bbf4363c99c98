"""The owner's jobs, and organisations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from netkeep.model.body import Body
from netkeep.model.dates import Duration, PartialDate

JOB_KINDS = ("contract", "employment", "volunteer")


@dataclass(frozen=True, slots=True)
class Job:
    """One of the owner's own jobs or contracts; without ``end`` it is open-ended."""

    id: str
    org: str
    title: str | None = None
    kind: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    review: tuple[int, int | None] | None = None
    sweep: Duration | None = None
    tags: tuple[str, ...] = ()
    check_ignore: tuple[str, ...] = ()
    x: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    properties: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    body: Body = field(default_factory=Body)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: its other names, its e-mail domains, and by when the owner would like to work there."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    target: PartialDate | None = None
    tags: tuple[str, ...] = ()
    check_ignore: tuple[str, ...] = ()
    x: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    properties: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    body: Body = field(default_factory=Body)
