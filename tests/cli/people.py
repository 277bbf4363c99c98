"""People to test on, written out as their owner would."""

GRACE = """\
---
name: Grace Sample
aliases: [G. Example]
pronouns: she/her
emails:
  - grace@acme.example            # the first is the preferred one
  - address: grace@home.example
    label: home
phones: ["+44 20 7946 0018"]
links:
  linkedin: https://www.linkedin.com/in/grace-sample
location: Leeds, UK
timezone: Europe/London
birthday: 1979-06-14
tags: [mentor, data]
roles:
  - org: Acme Corp
    title: VP Engineering
    team: Platform
    from: 2021-05
  - {org: Initech, title: Engineering Manager, from: 2016, to: 2021-04}
worked_with:
  - {job: acme-2023, as: manager}
introduced_by: alan-sample
knows: [alan-sample, {id: ada-example, how: same choir}]
cadence: 3 months
---

Met at the platform kick-off. Trail runner; asks
**good** questions. Knows [[alan-sample]] and [[ada-example|Ada]].

- likes trails
- [ ] 2024-06-20 send her the migration write-up
- [x] 2024-01-01 done already

## Log

- 2024-05-20 coffee with [[alan-sample]], [[ada-example]]: Reorg, and who to ask about
  data.
- 2024-04-20 asked recommendation: By e-mail, before the contract ends.
"""

ALAN = """\
---
name: Alan Sample
roles: [{org: "ACME, Inc.", title: Plumber}]
---

## Log

- 2023-01-10 lunch with [[grace-sample]]: Pie.
"""

ADA = """\
---
name: Ada Éxample
archived: moved to the moon
tags: [mentor]
---
"""

JOB = """\
---
org: Acme Corp
title: Platform engineer
from: 2023-04-03
to: 2024-06-30
---
"""

VAULT = {
    "people/grace-sample.md": GRACE,
    "people/alan-sample.md": ALAN,
    "people/old/ada-example.md": ADA,
    "jobs/acme-2023.md": JOB,
}
