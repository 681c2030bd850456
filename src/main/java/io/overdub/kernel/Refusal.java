package io.overdub.kernel;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A "no" that the domain says on purpose. Clients switch on its {@code code}, which is stable and snake_case; the detail is for
 * people. Never logged above debug. Anything else that is thrown is a bug.
 */
public abstract class Refusal extends RuntimeException {

    /** What kind of "no" it is; the edge gives each its HTTP status. */
    public enum Kind {
        MALFORMED,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        GONE,
        PRECONDITION_FAILED,
        INVALID,
        TOO_MANY,
        UNAVAILABLE
    }

    /** One thing wrong with one field of the request; the field is named as on the wire. */
    public record Fault(String field, String message) {}

    private final Kind kind;
    private final String code;
    private final String detail;
    private final transient List<Fault> faults;
    private final transient @Nullable Duration retryAfter;

    protected Refusal(Kind kind, String code, String detail) {
        this(kind, code, detail, List.of(), null);
    }

    protected Refusal(Kind kind, String code, String detail, List<Fault> faults) {
        this(kind, code, detail, faults, null);
    }

    protected Refusal(Kind kind, String code, String detail, Duration retryAfter) {
        this(kind, code, detail, List.of(), retryAfter);
    }

    protected Refusal(Kind kind, String code, String detail, List<Fault> faults, @Nullable Duration retryAfter) {
        // A refusal is an answer, not an accident: nobody reads its stack.
        super(detail, null, false, false);
        this.kind = kind;
        this.code = code;
        this.detail = detail;
        this.faults = faults;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    /** The detail. */
    @Override
    public String getMessage() {
        return detail;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** When trying again makes sense; present for {@link Kind#TOO_MANY} and {@link Kind#UNAVAILABLE}. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
