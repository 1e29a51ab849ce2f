"""What anybody gets in an afternoon: scikit-learn's TF-IDF as it comes, to compare with."""

from __future__ import annotations

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel

from matchmaker.matching.evaluation import Scores
from matchmaker.matching.profiles import Profile


def plain_scores(needs: Sequence[Profile], providers: Sequence[Profile]) -> Scores:
    """Return the cosines of every need with every provider, default settings, one text each."""
    asked, given = [_whole(one) for one in needs], [_whole(one) for one in providers]
    try:
        model = TfidfVectorizer().fit([*given, *asked])
    except ValueError:  # there is no word in any of the texts
        return {need.id: dict.fromkeys((one.id for one in providers), 0.0) for need in needs}
    rows = linear_kernel(model.transform(asked), model.transform(given)).tolist()
    names = [one.id for one in providers]
    return {
        need.id: dict(zip(names, row, strict=True)) for need, row in zip(needs, rows, strict=True)
    }


def _whole(profile: Profile) -> str:
    """Return all that was written, a headline that stands over several texts once."""
    pieces = [piece for text in profile.texts for piece in (text.title, text.body)]
    return " ".join(dict.fromkeys(pieces))
