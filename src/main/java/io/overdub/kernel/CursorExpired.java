package io.overdub.kernel;

final class CursorExpired extends Refusal {

    CursorExpired() {
        super(Kind.GONE, "cursor_expired", "This cursor is too old: start again without one");
    }
}
