from __future__ import annotations

import numpy as np

from detente.coding.encoder import Marked, encoder

ONE = Marked("Canada expelled two Russian envoys.", (0, 6), (20, 27), (7, 15))
OTHERS = [ONE, Marked("Peru, a country on the Pacific coast, signed a long treaty with Chile.", (0, 4), (64, 69))]


def test_what_a_sentence_means_does_not_hang_on_what_else_is_asked():
    alone, among = (encoder().score(marked)["type"][0] for marked in ([ONE], OTHERS))
    np.testing.assert_array_equal(alone, among)
