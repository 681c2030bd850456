package io.overdub.search.index;

import io.overdub.kernel.Refusal;

/** There is no test to speak of, or the engine does not want it. */
final class SplitTestRefused extends Refusal {

    private SplitTestRefused(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static SplitTestRefused none(String detail) {
        return new SplitTestRefused(Kind.NOT_FOUND, "no_split_tests", detail);
    }

    static SplitTestRefused by(EngineRefused engine) {
        return new SplitTestRefused(Kind.INVALID, "split_test_refused", String.valueOf(engine.getMessage()));
    }
}
