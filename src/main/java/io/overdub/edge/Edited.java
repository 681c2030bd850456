package io.overdub.edge;

/**
 * A thing that shows, beside what people write with PATCH, what happens to it (how often it is liked, who looks). Its entity tag has two
 * parts: {@code If-Match} compares what people write only, so that a like does not refuse an edit; {@code If-None-Match} compares all.
 */
public interface Edited {

    /** All that PATCH may change, as it is now: equal texts for equal editions. */
    String edition();
}
