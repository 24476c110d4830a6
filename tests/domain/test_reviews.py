"""The engine is scored on a site's own use: what reviewers took, mended, added and dropped."""

from app.db import Database
from app.derivation.accuracy import score
from app.domain import drafts
from tests import factories


async def test_reviews_score_the_engine(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        made = await factories.directive(session)
        registrar = await factories.actor(session, "registrar")
        found = await drafts.page(session, registrar, directive_id=made.id)
        assert await drafts.reviewed(session) == []
        first, second, *others = found
        await drafts.reject(session, registrar, first.id)
        form = drafts.DraftRevision(unit_ids=[cast.quang_ngai])
        await drafts.accept(session, registrar, second.id, form)
        for one in others:
            await drafts.accept(session, registrar, one.id)
        added = drafts.NewDraft(span_start=0, span_end=30)
        await drafts.accept(session, registrar, (await drafts.add(session, registrar, made.id, added)).id)
        figures = score(await drafts.reviewed(session))
    assert figures["documents"] == 1
    right = len(found) - 1
    assert figures["task_precision"] == round(right / len(found), 4)
    assert figures["task_recall"] == round(right / (right + 1), 4)
    assert figures["lead_equal"] == round((right - 1) / right, 4)
    assert figures["has_deadline_f1"] == 1.0
