package io.overdub.kernel;

final class BadCursor extends Refusal {

    BadCursor() {
        super(Kind.MALFORMED, "bad_cursor", "This cursor was not given for this list");
    }
}
