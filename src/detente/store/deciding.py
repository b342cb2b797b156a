"""The part of `Store` that keeps what people decided about events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detente.records import Correction, Decision, Judgement
from detente.store import judgements, listing
from detente.store.judging import Verdict
from detente.store.opened import Opened

if TYPE_CHECKING:
    from detente.store.reviewers import Agreement


class Deciding(Opened):
    """Judgements on the events of a store; they never change an event."""

    def judge(
        self,
        event_id: str,
        decision: Decision,
        *,
        reviewer: str,
        reason: str | None = None,
        correction: Correction | None = None,
    ) -> Judgement:
        """Keep what a person decided about an event; it takes the place of what that person decided before.

        Args:
            event_id: Id of the event.
            decision: "accepted", "rejected" or "corrected".
            reviewer: Name of the person.
            reason: Why, in free words.
            correction: What is right instead, for "corrected" alone.

        Raises:
            StoreError: If there is no such event, or something does not fit; nothing changes then.
        """
        with self._write():
            made = judgements.make(
                self._connection, event_id, decision, reviewer=reviewer, reason=reason, correction=correction
            )
            listing.refresh(self._connection, [event_id])
            return made

    def undo_judgement(self, judgement_id: str) -> Judgement:
        """Take a judgement back; the one that its reviewer made before it, if any, stands again.

        Raises:
            StoreError: If there is none, or it was undone before.
        """
        with self._write():
            undone = judgements.undo(self._connection, judgement_id)
            listing.refresh(self._connection, [undone.event])
            return undone

    def add_judgements(self, given: Iterable[Judgement]) -> list[str | None]:
        """Keep judgements that were made elsewhere; those that are there already change nothing, unless they were undone.

        Returns:
            For each of them None, or why it could not be kept: its event is not in this store, or rests on another sentence.
        """
        with self._write():
            told = list[str | None]()
            changed = set[str]()
            for one in given:
                told.append(judgements.misplaced(self._connection, one))
                if told[-1] is None and judgements.add(self._connection, one):
                    changed.add(one.event)
            listing.refresh(self._connection, sorted(changed))
            return told

    def judgements(
        self,
        event: str | None = None,
        reviewer: str | None = None,
        standing: bool = True,
        *,
        document: str | None = None,
        orphaned: bool | None = None,
    ) -> list[Judgement]:
        """Return the judgements that fit every condition, newest first.

        Args:
            event, document: Id of what they are on.
            reviewer: Who made them.
            standing: Only those that stand: the newest of each reviewer on each event that was not undone.
            orphaned: Only those whose event is gone since its document was coded anew, or with False only the others.
        """
        return judgements.select(
            self._connection, event=event, document=document, reviewer=reviewer, standing=standing, orphaned=orphaned
        )

    def standing(self, event_ids: Iterable[str]) -> dict[str, list[Judgement]]:
        """Return the standing judgements on each of the events that has any, by its id, the first made first."""
        return judgements.standing(self._connection, event_ids)

    def verdicts(self, event_ids: Iterable[str] | None = None) -> dict[str, Verdict]:
        """Return what the standing judgements come to, of each of the events, or of all, that has any.

        Disputed events are those whose verdict has the outcome "disputed".
        """
        return judgements.verdicts(self._connection, event_ids)

    def reviewers(self) -> list[str]:
        """Return the names of all who judged, in alphabetical order."""
        return judgements.reviewers(self._connection)

    def agreement(self, reviewers: Sequence[str] | None = None) -> list[Agreement]:
        """Return how far every two reviewers agree on decision, type and status.

        Args:
            reviewers: Their names; None for all who judged.
        """
        # Loaded late: numpy takes longer to load than keeping a judgement takes.
        from detente.store.reviewers import agreement  # noqa: PLC0415

        return agreement(self._connection, self.reviewers() if reviewers is None else reviewers)
