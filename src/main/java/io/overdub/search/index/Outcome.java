package io.overdub.search.index;

/**
 * What became of a change.
 *
 * @param reason of a refusal, for people
 */
public record Outcome(Change change, Verdict verdict, String reason) {

    /** Refused ones would be refused again; the others need no second try. */
    public enum Verdict {
        WRITTEN,
        OUTDATED,
        REFUSED
    }

    static Outcome of(Change change, boolean written) {
        return new Outcome(change, written ? Verdict.WRITTEN : Verdict.OUTDATED, "");
    }

    static Outcome refused(Change change, String reason) {
        return new Outcome(change, Verdict.REFUSED, reason);
    }
}
