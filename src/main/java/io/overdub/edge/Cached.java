package io.overdub.edge;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a GET handler whose answer is one for many who ask: it is kept as it went out, and whoever asks the same again within
 * {@link #seconds()} gets it without a worker, JSON or database. For as long again it is given out while one request makes it anew. Of many
 * who ask at once for what is not there, one makes it and the others wait for that. Kept are answers with status 200 and, for 5 s, that there
 * is none (404). With a store behind the processes ({@code edge.cache.store.adapter}), what one has made the others find there.
 *
 * <p>An answer is for an address as it was written, and for nobody whom the {@link #audience()} does not name. It may depend on the
 * address alone: a handler must set no headers of its own.
 */
@NameBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Cached {

    /** Who gets the same. */
    enum Audience {
        /** Whoever asks: the handler does not look at the viewer. */
        EVERYONE,
        /** Those who are not signed in. Who is gets an answer of their own each time. */
        STRANGERS
    }

    Audience audience() default Audience.STRANGERS;

    /** How long it may be given out, less or more by up to a tenth so that not all ends at once. */
    int seconds() default 10;

    /**
     * What it depends on; {@link AnswerCache#forget} with one of these ends it on all processes within a second. In braces stands a
     * parameter of the path, in lower case: {@code "dub:{id}"}. Without one the answer is as old as {@link #seconds()} and as long again
     * allow, so what may be taken down is kept for 2 s at most: it is gone from everywhere within 5.
     */
    String[] tags() default {};
}
