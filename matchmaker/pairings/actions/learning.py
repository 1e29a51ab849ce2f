"""Learning weights from the judged collection and from decisions; nothing is kept here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.kernel import clock
from matchmaker.kernel.errors import Invalid, Refused
from matchmaker.kernel.words import N_
from matchmaker.matching import Engine, Profile, Weights
from matchmaker.matching.collection import PARTS, judged_collection
from matchmaker.matching.collection import Collection as JudgedCollection
from matchmaker.matching.evaluation import Groups, Scores
from matchmaker.matching.guard import Judged, Verdict, acceptable, compare_weights
from matchmaker.matching.labelling import Label, closeness_in, labels_by_text, reweighed
from matchmaker.matching.learning import Learned, TooFewLabels, counted, fit_weights
from matchmaker.needs.models import Need
from matchmaker.needs.queries import open_needs
from matchmaker.pairings.actions.fitting import encoder_name, fitted_engine
from matchmaker.pairings.queries import need_profile, provider_profiles
from matchmaker.pairings.queries.decisions import Decided, decided
from matchmaker.pairings.queries.weights import weights_in_use
from matchmaker.pairings.rules.weighing import LEARNED_FROM
from matchmaker.places.queries import Standing, standings
from matchmaker.topics.queries import lexicon_in_use

REPORTED_ON = "report"  # the part that nothing is learned from
OTHER = "other"
NAMED_STATUSES = frozenset({"ldc", "developing"})


@dataclass(frozen=True)
class Considered:
    """Weights that were learned, with what they would change for which group of needs."""

    current: Weights
    learned: Learned
    sources: tuple[str, ...]
    labels: Mapping[str, Mapping[str, tuple[int, int]]]
    """By kind of group and group: how many labels speak for and against a provider."""
    verdicts: tuple[Verdict, ...]
    basis: Mapping[str, Any]

    @property
    def acceptable(self) -> bool:
        """Return whether nobody loses."""
        return acceptable(self.verdicts)

    def as_dict(self) -> dict[str, Any]:
        """Return what is kept of it with the proposal, as plain JSON values."""
        learned = self.learned
        return {
            "before": self.current.each(),
            "signals": list(learned.signals),
            "sources": list(self.sources),
            "needs": learned.needs,
            "labels": learned.labels,
            "by_group": {
                kind: {group: list(counts) for group, counts in groups.items()}
                for kind, groups in self.labels.items()
            },
            "loss": [learned.loss_before, learned.loss_after],
            "verdicts": [asdict(one) for one in self.verdicts],
            "basis": dict(self.basis),
        }


def basis_of(session: Session) -> dict[str, Any]:
    """Return what a comparison of weights rests upon; it holds as long as this stays the same."""
    made = repr([(one.need, one.provider, one.grade) for one in decided(session)])
    return {
        "weights": weights_in_use(session).each(),
        "defaults": Weights().each(),
        "lexicon": str(lexicon_in_use(session).version()),
        "encoder": encoder_name(),
        "decisions": sha256(made.encode()).hexdigest(),
    }


def consider_weights(session: Session, sources: Collection[str]) -> Considered:
    """Return the weights that the sources speak for, compared with those in use; keep nothing."""
    if not sources or not set(sources) <= LEARNED_FROM.keys():
        raise Invalid("sources", N_("Choose what to learn from."))
    current, basis = weights_in_use(session), basis_of(session)
    judged = _judged(session, sources)
    labels = [label for one in judged if one.learned_from for label in one.labels]
    try:
        learned = fit_weights(labels)
    except TooFewLabels as few:
        raise Refused(
            N_(
                "There are too few labels: %(needs)s needs have both a provider who fits and one "
                "who does not, and it takes %(wanted)s."
            ),
            needs=few.needs,
            wanted=few.wanted,
        ) from few
    if learned.weights == current:
        raise Refused(N_("The labels speak for the weights that are in use."))
    groups = Groups()
    for one in judged:
        groups = groups.joined(one.groups)
    told = {"language": groups.need_language, "countries": groups.need_countries}
    return Considered(
        current,
        learned,
        tuple(sorted(sources)),
        {kind: counted(labels, group_of) for kind, group_of in told.items()},
        tuple(compare_weights(current, learned.weights, judged)),
        basis,
    )


def _judged(session: Session, sources: Collection[str]) -> list[Judged]:
    """Return the sets that new weights are compared on, whether they are learned from or not."""
    places = standings(session, clock.today())
    fitted = fitted_engine(session)
    plain = Engine(fitted.lexicon, encoder=fitted.encoder)
    parts = [
        _of_collection(
            part,
            judged_collection(part),
            plain,
            places,
            learned_from="collection" in sources and part != REPORTED_ON,
        )
        for part in PARTS
    ]
    own = _of_decisions(session, fitted, places, learned_from="decisions" in sources)
    return [*parts, own] if own.judgments else parts


def _of_collection(
    part: str,
    held: JudgedCollection,
    plain: Engine,
    places: Mapping[str, Standing],
    *,
    learned_from: bool,
) -> Judged:
    """Return a part of the judged collection, ranked by text alone."""
    needs = {need.id: need for need in held.needs}
    providers = {one.id: one for one in held.providers}
    engine = Engine(plain.lexicon, encoder=plain.encoder).fit(held.providers, held.needs)

    def ranked_by(weights: Weights, wanted: Collection[str]) -> Scores:
        made = reweighed(engine, weights, held.providers, held.needs)
        ids = made.index_.ids
        return {
            ref: dict(zip(ids, made.scores(needs[ref]).tolist(), strict=True)) for ref in wanted
        }

    labels = (
        [
            label
            for need in held.needs
            for label in labels_by_text(engine, need, providers, held.judgments.get(need.id, {}))
        ]
        if learned_from
        else []
    )
    countries = {one.id: _group(places, one.country) for one in held.needs if one.country}
    groups = replace(held.groups(), need_countries=countries)
    return Judged(part, held.judgments, groups, labels, ranked_by, learned_from)


def _group(places: Mapping[str, Standing], country: str) -> str:
    status = places[country].status.value if country in places else OTHER
    return status if status in NAMED_STATUSES else OTHER


def _of_decisions(
    session: Session, fitted: Engine, places: Mapping[str, Standing], *, learned_from: bool
) -> Judged:
    """Return the decisions made on this platform, of needs and providers that are still known."""
    taught = [need_profile(need, places) for need in open_needs(session)]
    made = _Decisions.of(session, fitted, places)

    def ranked_by(weights: Weights, wanted: Collection[str]) -> Scores:
        engine = reweighed(fitted, weights, made.providers.values(), taught)
        return {ref: made.scores(engine, ref) for ref in wanted}

    plain = reweighed(fitted, Weights(), made.providers.values(), taught)
    labels = made.labels(plain) if learned_from else []
    return Judged(
        "decisions", made.judgments(), made.groups(places), labels, ranked_by, learned_from
    )


@dataclass(frozen=True)
class _Decisions:
    """Pairings that can be judged, by need, with the profiles of both sides as they are now."""

    pairings: Mapping[str, Sequence[Decided]]
    needs: Mapping[str, Profile]
    providers: Mapping[str, Profile]

    @classmethod
    def of(cls, session: Session, fitted: Engine, places: Mapping[str, Standing]) -> "_Decisions":
        """Return what can be judged; who has left is in no ranking any more."""
        known = fitted.index_.positions
        profiles = provider_profiles(session, clock.today())
        providers = {one.id: one for one in profiles if one.id in known}
        found: dict[str, list[Decided]] = defaultdict(list)
        for one in decided(session):
            if one.judged and one.provider in providers:
                found[one.need].append(one)
        told = {ref: held for ref, held in found.items() if _tells(held)}
        records = session.scalars(select(Need).where(Need.ref.in_(told))).unique()
        needs = {need.ref: need_profile(need, places) for need in records}
        return cls(told, needs, providers)

    def judgments(self) -> dict[str, dict[str, int]]:
        """Return the grades of what was decided."""
        return {
            ref: {one.provider: one.grade for one in held if one.grade is not None}
            for ref, held in self.pairings.items()
        }

    def groups(self, places: Mapping[str, Standing]) -> Groups:
        """Return the languages of both sides and the countries of the needs."""
        every = [one for held in self.pairings.values() for one in held]
        return Groups(
            {one.need: one.need_language for one in every},
            {one.provider: one.provider_language for one in every},
            {one.need: _group(places, one.need_country) for one in every},
        )

    def scores(self, engine: Engine, ref: str) -> dict[str, float]:
        """Return the points of the need's candidates."""
        return {
            one.provider: engine.explain(self.needs[ref], self.providers[one.provider]).score
            for one in self.pairings[ref]
        }

    def labels(self, engine: Engine) -> list[Label]:
        """Return a label for every decision that says something of the match."""
        return [
            Label(ref, one.provider, one.grade, self._closeness(engine, ref, one.provider))
            for ref, held in self.pairings.items()
            for one in held
            if one.grade is not None
        ]

    def _closeness(self, engine: Engine, ref: str, provider: str) -> Mapping[str, float]:
        found = engine.explain(self.needs[ref], self.providers[provider])
        return closeness_in(found, engine.weights)


def _tells(pairings: Iterable[Decided]) -> bool:
    return any(one.grade for one in pairings)
